//! Names from all over the world for invented persons in training text: common given names and surnames by origin, and
//! how a full name is put together there. Combinations are random; no list of persons.

/// How the parts of a name follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Given name, surname; a middle name or initial now and then.
    GivenFirst,
    /// Given name and two surnames.
    TwoSurnames,
    /// Surname, given name of two syllables joined, spaced or hyphenated.
    SurnameFirst,
    /// Given name, father's name, family name with an article now and then.
    Arabic,
    /// Two or three parts of equal standing; mentioned again in full or by the first.
    Equal,
    /// Given name, patronymic now and then, surname.
    Patronymic,
}

/// Names of one origin.
pub struct Origin {
    pub order: Order,
    /// How often it is drawn.
    pub weight: usize,
    pub given: &'static str,
    pub surnames: &'static str,
}

/// All origins.
pub const ORIGINS: &[Origin] = &[
    // English-speaking.
    Origin {
        order: Order::GivenFirst,
        weight: 10,
        given: "James Mary John Linda Robert Susan Michael Karen William Lisa David Nancy Richard Betty Thomas Helen Charles Sandra Mark Donna Paul Ruth Steven Sharon George Laura Kevin Sarah Brian Kim Ronald Deborah Keith Alice Craig Rachel Gavin Fiona Nigel Gemma Hugh Imogen Rhys Siobhan Callum Niamh Angus Bronwyn Tyler Brooke Jamal Keisha Wade Grant Chase Hunter Dale Glen",
        surnames: "Smith Johnson Brown Miller Davis Wilson Moore Taylor Anderson Jackson White Harris Martin Thompson Clark Lewis Walker Hall Young King Wright Hill Green Baker Carter Turner Parker Cooper Bailey Murphy O'Brien McCarthy Macdonald Campbell Stewart Fraser Hughes Griffiths Llewellyn Whitaker Ashworth Pemberton Fairbanks Strickland Holloway Grimshaw Lockwood Stone Rice Bush Love Church Woods Banks Price Pope Marsh Long Short Day May March",
    },
    // Arabic.
    Origin {
        order: Order::Arabic,
        weight: 9,
        given: "Mohammed Ahmed Ali Omar Khaled Yusuf Hassan Hussein Mahmoud Ibrahim Abdullah Abdulrahman Tariq Fadi Samir Nabil Walid Ziad Karim Faisal Fatima Aisha Layla Noura Mariam Huda Rania Salma Zainab Amal Hanan Ghassan Marwan Anwar Bilal Jamal Mustafa Sami Nasser Haitham Abdel-Fattah Saif Hamid Mounir Rachid",
        surnames: "al-Masri al-Jaziri al-Qahtani al-Harbi al-Dosari al-Tamimi al-Zubaidi al-Jubouri al-Hakim al-Sadr al-Shammari Haddad Khoury Nasrallah Barghouti Mansour Saleh Darwish Najjar Shaheen Khatib Abbas Hamdan Sabbagh Aoun Hariri Geagea Bouteflika Benali Belhadj Ould-Sidi Zaidi Maliki Abadi Kadhimi Sudani Ghannouchi Marzouki Essebsi Haftar Dbeibah Mikati Salam Fayyad Dahlan Haniyeh Meshaal Sinwar Deif Tamim",
    },
    // Hebrew.
    Origin {
        order: Order::GivenFirst,
        weight: 3,
        given: "Yossi Moshe Avi Yair Benny Gadi Naftali Tzipi Ehud Shimon Ayelet Orit Merav Noa Tamar Itamar Bezalel Yoav Gideon Ofer Eli Dalia Miri Shlomo Amir Uri Ronen Herzi Tzachi Zvi",
        surnames: "Cohen Levi Mizrahi Peretz Biton Friedman Katz Shapira Azoulay Ben-David Ben-Ami Gantz Lapid Sharon Olmert Rivlin Herzog Galant Halevi Eisenkot Regev Livni Dichter Hanegbi Dermer Sa'ar Ashkenazi Yaalon Elkin Zohar",
    },
    // Persian, Afghan, Kurdish.
    Origin {
        order: Order::GivenFirst,
        weight: 6,
        given: "Reza Hossein Javad Mohsen Mehdi Ebrahim Masoud Parviz Dariush Farhad Shirin Narges Nasrin Leila Maryam Golnaz Behrouz Siamak Hamid Abbas Ashraf Hamdullah Gulbuddin Zalmay Sirajuddin Najibullah Nechirvan Massoud Barham Selahattin",
        surnames: "Ahmadi Hosseini Karimi Rezaei Moradi Jafari Mousavi Karroubi Rouhani Zarif Araghchi Salehi Larijani Ghalibaf Jalili Pezeshkian Raisi Ebadi Sotoudeh Mohammadi Panahi Farhadi Karzai Ghani Rabbani Haqqani Akhundzada Noorzai Stanikzai Safi Barzani Talabani Qarabaghi Shirazi Tehrani Khatami Velayati Soleimani",
    },
    // Turkic and Caucasus.
    Origin {
        order: Order::GivenFirst,
        weight: 5,
        given: "Mehmet Mustafa Kemal Recep Hakan Emre Ayşe Elif Zeynep Burak Tayyip Devlet Meral Ekrem Ilham Heydar Nikol Serzh Mikheil Giorgi Irakli Salome Nursultan Kassym-Jomart Shavkat Gurbanguly Sadyr Emomali Ruslan Aslan",
        surnames: "Yılmaz Kaya Demir Çelik Şahin Öztürk Aydın Arslan Doğan Kılıç Davutoğlu Kılıçdaroğlu İmamoğlu Bahçeli Akşener Fidan Akar Aliyev Mammadov Pashinyan Sargsyan Petrosyan Hakobyan Saakashvili Kobakhidze Zourabichvili Ivanishvili Tokayev Nazarbayev Mirziyoyev Japarov Rahmon Karimov Kadyrov Basayev Umarov",
    },
    // Chinese.
    Origin {
        order: Order::SurnameFirst,
        weight: 8,
        given: "Jinping Keqiang Xiaoming Wei Jun Lei Yang Li Fang Min Jing Hui Ping Qiang Bo Tao Hong Yi Zhengfei Xiaobo Weiwei Guangcheng Yu-ting Ming-hui Chih-wei Ying-jeou Tsang-lin Kai-shek Kuan-yu Xilai Rongji Jiabao Zedong Enlai Qishan Huning Leji Zhanshu Zhiyong Xiaoping",
        surnames: "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Tang Deng Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Ding Ren Lu Shen Han Tsai Hsieh Chiang Chang Hung Leung Cheung Wong Lam Chow Kwok Tung Ng Ho Tsang",
    },
    // Korean.
    Origin {
        order: Order::SurnameFirst,
        weight: 6,
        given: "Jong-un Yo-jong Jae-in Geun-hye Myung-bak Dae-jung Moo-hyun Seok-youl Jae-myung Young-sam Sung-min Ji-hoon Min-jun Seo-yeon Hyun-woo Ki-moon Chan-wook Joon-ho Nak-yon Hong-won Kyung-wha Eui-yong Jong-il Il-sung Ryong-hae Son-hui Yong-chol Tae-yong Sang-hyuk Heung-min",
        surnames: "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Jeon Hong Moon Ko Bae Baek Nam Ri Pak Choe Thae Hyon Jo No Roh Rhee Ban Son Yun Chung Yoo",
    },
    // Japanese.
    Origin {
        order: Order::GivenFirst,
        weight: 5,
        given: "Shinzo Yoshihide Fumio Taro Junichiro Naoto Yukio Ichiro Haruki Kenzaburo Akira Hiroshi Takeshi Kenji Yoko Keiko Naomi Sanae Yuriko Shigeru Toshiaki Masako Kazuo Makoto Satoshi Ryo Daisuke Sachiko Tomoko Hideki",
        surnames: "Abe Suga Kishida Aso Koizumi Kan Hatoyama Noda Tanaka Suzuki Sato Watanabe Ito Yamamoto Nakamura Kobayashi Kato Yoshida Yamada Sasaki Matsumoto Inoue Kimura Hayashi Saito Shimizu Mori Ishiba Takaichi Koike Murakami Oe Kurosawa Kuroda Ueda Honda Toyoda Kono Motegi Hagiuda Hashimoto",
    },
    // Russian, Ukrainian, Belarusian.
    Origin {
        order: Order::Patronymic,
        weight: 7,
        given: "Vladimir Dmitry Sergei Sergey Alexander Alexei Mikhail Nikolai Boris Yuri Viktor Igor Oleg Andrei Anatoly Yevgeny Valentina Maria Olga Irina Natalya Tatiana Yulia Ksenia Volodymyr Petro Oleksandr Andriy Denys Yulia Svetlana Maksim Pavel Kirill Ramzan",
        surnames: "Ivanov Petrov Smirnov Kuznetsov Popov Volkov Sokolov Lavrov Shoigu Medvedev Navalny Nemtsov Yashin Peskov Zakharova Patrushev Bortnikov Gerasimov Prigozhin Surovikin Zelensky Poroshenko Tymoshenko Yanukovych Klitschko Yermak Shmyhal Kuleba Reznikov Umerov Syrskyi Zaluzhnyi Lukashenko Tikhanovskaya Kolesnikova Gorbachev Yeltsin Khodorkovsky Berezovsky Litvinenko Politkovskaya Skripal Sobchak Kudrin Nabiullina Chubais Mironov Zyuganov Zhirinovsky",
    },
    // Balkan and central Europe.
    Origin {
        order: Order::GivenFirst,
        weight: 5,
        given: "Slobodan Radovan Ratko Aleksandar Ana Milorad Boris Zoran Ivica Andrej Hashim Ramush Albin Edi Sali Ilir Viktor Péter Gergely László Orbán Donald Jarosław Lech Mateusz Andrzej Beata Václav Miloš Petr Andrej Zuzana Robert Klaus Traian Ion Nicolae Boyko Rumen Kiril",
        surnames: "Milošević Milosevic Karadžić Mladić Vučić Brnabić Dodik Tadić Đinđić Plenković Milanović Thaçi Haradinaj Kurti Rama Berisha Meta Orbán Magyar Szijjártó Kovács Nagy Horváth Tusk Kaczyński Morawiecki Duda Szydło Wałęsa Havel Zeman Babiš Fiala Čaputová Fico Iohannis Băsescu Ceaușescu Borisov Radev Petkov Novák Dvořák Nowak Kowalski Popescu",
    },
    // German, Dutch, Nordic.
    Origin {
        order: Order::GivenFirst,
        weight: 6,
        given: "Angela Olaf Gerhard Helmut Annalena Robert Christian Friedrich Ursula Wolfgang Jürgen Heiko Frank-Walter Mark Geert Wim Pieter Jan Anders Lars Mette Stefan Magnus Ulf Jens Erna Jonas Sanna Alexander Sauli Bjarni Katrín Jóhanna Günther Björn Åsa Søren Ingrid Hans-Peter Karl-Theodor",
        surnames: "Müller Schmidt Schneider Fischer Weber Wagner Becker Schulz Hoffmann Koch Merkel Scholz Schröder Baerbock Habeck Lindner Merz Steinmeier Kohl Gauck Rutte Wilders Kok Balkenende Timmermans Bakker Visser Hansen Nielsen Rasmussen Frederiksen Løkke Andersson Lindqvist Kristersson Löfven Stoltenberg Solberg Støre Marin Stubb Niinistö Jakobsdóttir Sigurðsson Benediktsson Halonen Virtanen Johansson",
    },
    // French, Belgian, francophone.
    Origin {
        order: Order::GivenFirst,
        weight: 5,
        given: "Emmanuel François Nicolas Jacques Jean-Luc Marine Jean-Marie Ségolène Édouard Élisabeth Gérald Bruno Michel Laurent Christine Dominique Jean-Claude Charles Yves Bernard Anne Pierre Justin Mélanie Raphaël Thierry Valérie Fabien Olivier Gabriel",
        surnames: "Macron Hollande Sarkozy Chirac Mélenchon Pen Royal Philippe Borne Darmanin Maire Barnier Fabius Lagarde Strauss-Kahn Juncker Michel Dubois Lefebvre Moreau Girard Bonnet Rousseau Fontaine Chevalier Gauthier Trudeau Legault Charest Bouchard Tremblay Gagnon Attal Bayrou Hidalgo Dupont Lambert",
    },
    // Italian, Greek.
    Origin {
        order: Order::GivenFirst,
        weight: 4,
        given: "Silvio Giorgia Matteo Mario Giuseppe Sergio Luigi Romano Paolo Enrico Beppe Francesca Alexis Kyriakos Antonis George Yanis Costas Katerina Nikos Dora Evangelos Giovanni Elly Carlo Giancarlo Roberto Pierluigi",
        surnames: "Berlusconi Meloni Renzi Salvini Draghi Conte Mattarella Prodi Monti Letta Grillo Gentiloni Napolitano Rossi Bianchi Esposito Ferrari Romano Colombo Ricci Schlein Tajani Tsipras Mitsotakis Samaras Papandreou Varoufakis Karamanlis Sakellaropoulou Papadopoulos Anastasiades Venizelos Bakoyannis Christodoulides",
    },
    // Spanish and Latin American.
    Origin {
        order: Order::TwoSurnames,
        weight: 9,
        given: "Pedro Mariano José Luis Juan Carlos Hugo Nicolás Evo Rafael Cristina Mauricio Alberto Javier Gustavo Iván Álvaro Andrés Manuel Felipe Vicente Enrique Claudia Gabriel Sebastián Michelle Ollanta Keiko Alejandro Daniel Xiomara Nayib Jimmy Miguel Raúl Fidel Yoani María Corina Leopoldo Diosdado Delcy",
        surnames: "Sánchez Rajoy Zapatero Aznar Puigdemont Iglesias Abascal Feijóo Chávez Maduro Guaidó Morales Correa Lasso Noboa Kirchner Macri Fernández Milei Petro Duque Uribe Santos López Obrador Calderón Fox Peña Nieto Sheinbaum Boric Piñera Bachelet Humala Fujimori Castillo Boluarte Toledo García Ortega Castro Bukele Hernández Rodríguez González Martínez Ramírez Flores Rivera Gómez Díaz Reyes Cruz Vargas Mendoza Guzmán Rojas Quispe Mamani",
    },
    // Portuguese and Brazilian.
    Origin {
        order: Order::TwoSurnames,
        weight: 4,
        given: "Luiz Dilma Jair Fernando Marcelo António Aníbal Marina Ciro Geraldo Michel Sérgio Paulo João Ana Beatriz Flávio Eduardo Simone Rodrigo Tarcísio Cristiano Vinícius Thiago Rui Pedro Jorge Inês",
        surnames: "Silva Santos Souza Oliveira Pereira Lima Carvalho Ferreira Ribeiro Rousseff Bolsonaro Temer Cardoso Collor Moro Haddad Alckmin Lula Costa Soares Sócrates Guterres Rebelo Montenegro Ventura Mourão Guedes Barbosa Nascimento Moreira Gomes Araújo",
    },
    // Indian, Sri Lankan, Nepali.
    Origin {
        order: Order::GivenFirst,
        weight: 10,
        given: "Narendra Rahul Sonia Manmohan Amit Arvind Mamata Yogi Smriti Nirmala Rajnath Subrahmanyam Shashi Priyanka Sachin Virat Amitabh Shah Ravi Anil Sunil Vijay Sanjay Rajesh Deepika Ananya Lakshmi Jayalalithaa Pinarayi Mahinda Gotabaya Ranil Maithripala Sirisena Anura Chandrika Prachanda Sher Sushil Baburam Harsha Thilak Kumar Venkatesh Sreenivasan Karthik Meenakshi Harpreet Gurpreet Navjot",
        surnames: "Modi Gandhi Singh Shah Kejriwal Banerjee Adityanath Irani Sitharaman Jaishankar Tharoor Vadra Tendulkar Kohli Bachchan Khan Sharma Gupta Patel Reddy Rao Iyer Nair Menon Pillai Mukherjee Chatterjee Ghosh Das Bose Joshi Desai Kulkarni Deshmukh Chauhan Yadav Thakur Rajapaksa Wickremesinghe Sirisena Dissanayake Kumaratunga Fernando Perera Jayawardene Sangakkara Muralitharan Deuba Koirala Oli Dahal Bhattarai Thapa Gurung Shrestha Subramanian Krishnamurthy Venkataraman",
    },
    // Pakistani, Bangladeshi, Afghan, Indian Muslim.
    Origin {
        order: Order::Equal,
        weight: 7,
        given: "Muhammad Nawaz Shehbaz Imran Pervez Benazir Asif Bilawal Yousaf Raza Shaukat Maulana Fazlur Iftikhar Qamar Asim Malala Sheikh Hasina Khaleda Ziaur Mujibur Muhammad Tarique Shakib Abdul Abdur Mohammad Syed Rashid Zahid Wasim Waqar Inzamam-ul-Haq",
        surnames: "Sharif Khan Musharraf Bhutto Zardari Gilani Ashraf Aziz Rehman Chaudhry Bajwa Munir Yousafzai Wazed Zia Rahman Yunus Hossain Hasan Uddin Islam Alam Chowdhury Miah Begum Khatun Akhtar Qureshi Malik Butt Mirza Dar Afridi Akram Younis Haq Mehsud Swati Abbasi Tareen",
    },
    // South-East Asia: Vietnam, Thailand, Myanmar, Cambodia, Laos.
    Origin {
        order: Order::Equal,
        weight: 8,
        given: "Nguyen Tran Le Pham Phan Vo Dang Bui Do Aung Thein Min U Daw Ne Htin Khin Win Myint Than Hun Sam Kem Heng Tea Sok Khieu Noun Prayut Yingluck Thaksin Abhisit Srettha Paetongtarn Pita Anutin Thongloun Bounnhang Choummaly Prawit Suthep Somchai Tou Mam",
        surnames: "Phu Trong Tan Dung Xuan Phuc Minh Chinh Thuong Duc Van Thi Lam Hoa Suu Kyi San Sein Aung Hlaing Win Kyaw Shwe Maung Zaw Oo Nyan Tun Htay Sen Rainsy Sokha Samrin Banh Manet Samphan Chea Chan-ocha Shinawatra Vejjajiva Thavisin Limjaroenrat Charnvirakul Wongsuwan Thaugsuban Sisoulith Vorachith Sayasone Wongsawat Phoumsavanh",
    },
    // Malaysia, Indonesia, Brunei, Philippines, Timor.
    Origin {
        order: Order::Equal,
        weight: 8,
        given: "Mahathir Najib Anwar Muhyiddin Ismail Abdullah Joko Prabowo Megawati Susilo Bambang Jusuf Basuki Retno Sri Mulyani Luhut Ganjar Anies Rodrigo Ferdinand Leila Maria Benigno Gloria Sara Jejomar Vicente Panfilo Isko Emmanuel Xanana José Taur Mari Siti Nurul Tengku Dewi Budi Agus Slamet Widodo Wan Azizah",
        surnames: "Mohamad Razak Ibrahim Yassin Sabri Badawi Widodo Subianto Sukarnoputri Yudhoyono Kalla Purnama Marsudi Indrawati Pandjaitan Pranowo Baswedan Duterte Marcos Robredo Aquino Arroyo Binay Sotto Lacson Moreno Pacquiao Gusmão Ramos-Horta Ruak Alkatiri Santoso Hidayat Nasution Siregar Simanjuntak Suharto Wahid Habibie Reyes Bautista Dela-Cruz Macapagal Hussein Zahid Hamidi",
    },
    // West Africa.
    Origin {
        order: Order::GivenFirst,
        weight: 9,
        given: "Muhammadu Bola Goodluck Olusegun Atiku Yemi Ngozi Chinua Wole Chimamanda Babatunde Oluwaseun Adebayo Chukwuemeka Ikechukwu Emeka Nnamdi Aminu Sani Umaru Nasir Kwame Nana John Jerry Kofi Akosua Yaw Ama Alassane Laurent Guillaume Macky Abdoulaye Ousmane Bassirou Ibrahim Amadou Moussa Mamadou Fatou Awa Issoufou Idriss Blaise Roch Faure Patrice Thomas Ellen George Joseph Ernest Julius Adama Yahya",
        surnames: "Buhari Tinubu Jonathan Obasanjo Abubakar Osinbajo Okonjo-Iweala Achebe Soyinka Adichie Fashola Adeyemi Okonkwo Okafor Nwosu Eze Kanu Tambuwal Lawan Yar'Adua El-Rufai Nkrumah Akufo-Addo Mahama Rawlings Annan Mensah Owusu Asante Boateng Ouattara Gbagbo Soro Sall Wade Sonko Faye Keita Touré Traoré Goïta Diallo Bah Camara Condé Doumbouya Issoufou Bazoum Déby Compaoré Kaboré Damiba Gnassingbé Talon Sankara Johnson-Sirleaf Weah Boakai Koroma Bio Barrow Jammeh Ndiaye Diop Cissé Coulibaly",
    },
    // East Africa and the Horn.
    Origin {
        order: Order::GivenFirst,
        weight: 8,
        given: "Uhuru William Raila Mwai Daniel Wangari Kalonzo Musalia Jomo Julius Jakaya John Samia Tundu Freeman Yoweri Kizza Robert Bobi Paul Pierre Évariste Salva Riek Abiy Hailemariam Meles Debretsion Tedros Isaias Mohamed Hassan Abdullahi Sharif Ismaïl Omar Abdel Hamdok Lemma Birtukan Eskinder Wanjiru Otieno Kamau Njeri Juma Amina Halima Getachew Demeke",
        surnames: "Kenyatta Ruto Odinga Kibaki Moi Maathai Musyoka Mudavadi Nyerere Kikwete Magufuli Hassan Lissu Mbowe Museveni Besigye Kyagulanyi Kagame Nkurunziza Ndayishimiye Kiir Machar Ahmed Desalegn Zenawi Gebremichael Ghebreyesus Afwerki Farmajo Mohamud Farole Guelleh Bashir Burhan Dagalo Megersa Mideksa Nega Wanjiku Kipchoge Cheruiyot Rotich Kiprotich Kosgei Bekele Gebrselassie Dibaba Mutai Otieno Ochieng Wekesa Kariuki Mwangi Achieng Owino Habyarimana Mugesera",
    },
    // Southern and central Africa.
    Origin {
        order: Order::GivenFirst,
        weight: 8,
        given: "Nelson Thabo Jacob Cyril Julius Helen Desmond Winnie Mangosuthu Kgalema Mmusi Robert Emmerson Morgan Nelson Tendai Joice Grace Hage Sam Hifikepunye Ian Seretse Mokgweetsi Joseph Félix Étienne Martin Moïse Vital Edgar Hakainde Michael Rupiah Kenneth Lazarus Peter Joyce Bingu Armando Filipe Joaquim João Isabel Paul Ali Denis Teodoro Faustin-Archange Nosiviwe Naledi Sipho Themba Lindiwe Bheki Tokyo",
        surnames: "Mandela Mbeki Zuma Ramaphosa Malema Zille Tutu Buthelezi Motlanthe Maimane Mugabe Mnangagwa Tsvangirai Chamisa Biti Mujuru Geingob Nujoma Pohamba Khama Masisi Kabila Tshisekedi Fayulu Katumbi Kamerhe Lungu Hichilema Sata Banda Kaunda Chakwera Mutharika Nyusi Guebuza Chissano Lourenço Santos Biya Bongo Sassou-Nguesso Obiang Touadéra Mapisa-Nqakula Pandor Dlamini-Zuma Nkosi Ndlovu Khumalo Dlamini Sibanda Moyo Ncube Sithole Mokoena Molefe Mahlangu Sisulu Cele Sexwale",
    },
    // Pacific and Māori.
    Origin {
        order: Order::GivenFirst,
        weight: 5,
        given: "Frank Sitiveni Laisenia Mahendra Voreqe Josaia James Peter Michael Bill Sam Manasseh Jeremiah Derek Charlot Joe Tuilaepa Fiame Siaosi Akilisi Enele Kausea Taneti Baron Lionel Hilda David Tommy Winston Rawiri Debbie Hone Tariana Jacinda Marama Sione Viliame Semi Ratu Inoke Aiyaz Powes Belden Don",
        surnames: "Bainimarama Rabuka Qarase Chaudhry Speight Marape O'Neill Somare Basil Namah Skate Sogavare Manele Lilo Salwai Natuman Kalsakau Malielegaoi Mata'afa Sovaleni Pohiva Tu'i'onetoa Sopoaga Natano Maamau Waqa Aingimea Adeang Heine Kabua Remengesau Whipps Peters Waititi Ngarewa-Packer Harawira Turia Davidson Naulu Tuilagi Fono Taufa Vakatawa Radradra Kubuabola Sayed-Khaiyum Tuitubou Parkop Namaliu Polye",
    },
    // Caribbean and Guyanas.
    Origin {
        order: Order::GivenFirst,
        weight: 3,
        given: "Andrew Portia Bruce Michael Mia Owen Freundel Keith Kamla Patrick Basdeo Irfaan Bharrat David Desi Chan Jovenel Ariel Michel René Jean-Bertrand Garry Claude Usain Brian Ralph Gaston Roosevelt Timothy",
        surnames: "Holness Simpson-Miller Golding Manley Mottley Arthur Stuart Rowley Persad-Bissessar Manning Panday Ali Jagdeo Granger Bouterse Santokhi Moïse Henry Martelly Préval Aristide Conille Joseph Bolt Lara Gonsalves Browne Skerrit Harris Duvalier",
    },
    // Mongolian, Central and South Asian highlands, single names.
    Origin {
        order: Order::Equal,
        weight: 2,
        given: "Tsakhiagiin Khaltmaagiin Ukhnaagiin Natsagiin Jigme Lotay Tshering Tenzin Lobsang Penpa Dalai Gyalwang Sukhbaatar Dorje Kelsang",
        surnames: "Elbegdorj Battulga Khürelsükh Bagabandi Wangchuck Thinley Tobgay Gyatso Sangay Tsering Norbu Namgyal Dorji Wangdi Lhamo Rinpoche",
    },
];
