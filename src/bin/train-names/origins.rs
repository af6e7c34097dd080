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
    /// One or two initials and a name, the name alone, or given name and surname.
    Initials,
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
        given: "Jinping Keqiang Xiaoming Wei Jun Lei Yang Li Fang Min Jing Hui Ping Qiang Bo Tao Hong Yi Zhengfei Xiaobo Weiwei Guangcheng Yu-ting Ming-hui Chih-wei Ying-jeou Tsang-lin Kai-shek Kuan-yu Xilai Rongji Jiabao Zedong Enlai Qishan Huning Leji Zhanshu Zhiyong Xiaoping Anming Bingde Caihou Chengzhi Dacheng Dejiang Fanghui Fuchun Gaoli Guoqiang Guotai Hailiang Hanlin Jieshi Jinchang Jinglian Jianmin Kang Kejie Li-chun Liang-yu Lihua Liping Long Meng-hsiung Mingyi Min-teh Nan Po-wen Qi Qinghong Ruihuan Ruolin Sheng-wen Shih-chung Shu-chen Shui-bian Teng-hui Wanquan Wen-je Xian Xiang Xiangqian Xueju Ya-ching Yang-ming Yongkang Youxia Yuanchao Yue Yung-kang Zeguang Zemin Zhen Zhijun Ziyang Kin-man Kwok-hung Lai-ching Man-kwan Siu-bo Wai-ming Yat-sen Yiu-chung",
        surnames: "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo Zheng Liang Xie Tang Deng Feng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Ding Ren Lu Shen Han Tsai Hsieh Chiang Chang Hung Leung Cheung Wong Lam Chow Kwok Tung Ng Ho Tsang Ai An Bao Bian Chao Che Chien Chin Chu Dang Fan Gan Gui Heng Hsiao Hsu Hua Ji Jiao Jin Kan Ke Kuo Lai Lan Lau Leng Ling Liao Long Mei Miao Mo Mu Ning Ou Pei Qi Qiao Qiu Qu Rong Ruan Sha Sheng Siu Song Su Sung Teng Tong Tsui Wan Weng Wen Xi Xia Xin Yan Yao Yeung Yin Ying You Yue Yun Zha Zhai Zhan Zhong Zhuang Zou",
    },
    // Korean.
    Origin {
        order: Order::SurnameFirst,
        weight: 6,
        given: "Jong-un Yo-jong Jae-in Geun-hye Myung-bak Dae-jung Moo-hyun Seok-youl Jae-myung Young-sam Sung-min Ji-hoon Min-jun Seo-yeon Hyun-woo Ki-moon Chan-wook Joon-ho Nak-yon Hong-won Kyung-wha Eui-yong Jong-il Il-sung Ryong-hae Son-hui Yong-chol Tae-yong Sang-hyuk Heung-min Bo-ra Bong-ju Chan-ho Chang-won Chul-soo Dae-ho Do-hyun Dong-hyun Eun-jung Gwang-hyun Han-sol Hee-jung Ho-jin Hye-rin Hyung-gon In-bee In-guk Jae-hyun Jae-yong Jin-woo Jong-hwan Joon-pyo Ju-yeol Jung-eun Ki-tae Kun-hee Kyong-ho Kyung-soo Man-bok Mi-rae Moon-soo Myong-chol Nam-joon Sang-deuk Sang-won Se-ri Seung-hwan Shin-soo Si-woo Soo-hyun Sun-young Sung-hoon Tae-woo Tong-hyok U-chol Won-ho Woo-joong Yeon-kyung Yong-nam Yong-su Young-mi Yu-na Yun-jin",
        surnames: "Kim Lee Park Choi Jung Kang Cho Yoon Jang Lim Han Oh Seo Shin Kwon Hwang Ahn Song Jeon Hong Moon Ko Bae Baek Nam Ri Pak Choe Thae Hyon Jo No Roh Rhee Ban Son Yun Chung Yoo Cha Chun Eom Gong Gu Ha Heo Huh Hyun Im Ji Joo Jun Kil Koo Ku Kwak Lyu Ma Maeng Min Myung Na Noh Ok Paek Pang Pyo Ryoo Ryu Shim Sim Sohn Sung Tak Um Wang Wi Won Woo Yeo Yim Yom Yu",
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
        given: "Narendra Rahul Sonia Manmohan Amit Arvind Mamata Yogi Smriti Nirmala Rajnath Subrahmanyam Shashi Priyanka Sachin Virat Amitabh Shah Ravi Anil Sunil Vijay Sanjay Rajesh Deepika Ananya Lakshmi Jayalalithaa Pinarayi Mahinda Gotabaya Ranil Maithripala Sirisena Anura Chandrika Prachanda Sher Sushil Baburam Harsha Thilak Kumar Venkatesh Sreenivasan Karthik Meenakshi Harpreet Gurpreet Navjot Aarti Aishwarya Ajay Akhilesh Alok Anand Anjali Archana Ashok Bhupinder Brinda Chandrababu Deepak Digvijay Dinesh Ganesh Geeta Girish Gopal Harish Jagmohan Jyoti Kamal Kapil Kiran Lalu Manish Manohar Mayawati Mehbooba Milind Mohan Mukesh Mulayam Naveen Neha Nitin Nitish Pankaj Parvati Pooja Pradeep Pramod Pratibha Raghuram Rajeev Rajiv Rakesh Ramesh Rekha Rohit Sandeep Sarita Satish Shilpa Shivraj Sitaram Sudha Sujata Suresh Sushma Swati Tarun Trivendra Uddhav Usha Vasundhara Vikram Vinod Vivek Yashwantrao Upendra Pushpa Bidhya Madhav Gagan Kamala Ram Baran Champika Sajith Nimal Ruwan Sunethra",
        surnames: "Modi Gandhi Singh Shah Kejriwal Banerjee Adityanath Irani Sitharaman Jaishankar Tharoor Vadra Tendulkar Kohli Bachchan Khan Sharma Gupta Patel Reddy Rao Iyer Nair Menon Pillai Mukherjee Chatterjee Ghosh Das Bose Joshi Desai Kulkarni Deshmukh Chauhan Yadav Thakur Rajapaksa Wickremesinghe Sirisena Dissanayake Kumaratunga Fernando Perera Jayawardene Sangakkara Muralitharan Deuba Koirala Oli Dahal Bhattarai Thapa Gurung Shrestha Subramanian Krishnamurthy Venkataraman Advani Ahluwalia Ambani Bajaj Bansal Basu Bedi Bhagat Bhagwat Bhatt Biswas Chandrasekhar Chavan Chidambaram Chowdhary Dalmia Dubey Dutta Fadnavis Gadkari Gaikwad Gehlot Gowda Hazare Hooda Jain Jaitley Jha Kamath Karat Katiyar Khanna Khare Khattar Kher Lal Mahato Malhotra Mathur Mehta Mishra Misra Mittal Mody Naik Narayan Nath Nehru Panda Paswan Patil Patnaik Pawar Pilot Prabhu Prasad Puri Purohit Rai Rana Roy Sahu Sarkar Sawant Scindia Sen Sethi Shetty Shinde Shukla Sibal Sidhu Sinha Soren Soni Srivastava Swaraj Tata Tawde Thackeray Trivedi Vaidya Verma Vyas Yechury Zaveri Adhikari Basnet Bista Gyawali Karki Khanal Lama Poudel Pokharel Sapkota Tamang Acharya Abeywardena Amarasinghe Bandaranaike Cooray Fonseka Gunasekara Herath Karunanayake Kumarasinghe Liyanage Premadasa Ranatunga Samaraweera Senanayake Silva Weerasinghe Wijetunga",
    },
    // South Indian and Sri Lankan, with initials.
    Origin {
        order: Order::Initials,
        weight: 6,
        given: "Anbazhagan Annadurai Balakrishnan Chandrasekaran Devaraj Elangovan Ganesan Gopinathan Govindan Ilangovan Jayaraman Kalaignar Kamaraj Karunanidhi Krishnan Kumaraswamy Lokesh Madhavan Manickam Murugan Muthuvel Nagaraj Narayanan Natarajan Nedumaran Palaniswami Panneerselvam Parthasarathy Perumal Ponnambalam Prabhakaran Raghavan Rajagopal Rajaratnam Ramachandran Ramadoss Ramanathan Ramasamy Ranganathan Sampanthan Sankaran Santhanam Saravanan Sathasivam Selvam Senthil Shanmugam Sivakumar Sivasankar Somasundaram Soundararajan Srinivasan Stalin Sudhakaran Sundaram Swaminathan Thangavel Thirumavalavan Thiruvengadam Thondaman Vaiko Veerappan Velu Vijayan Viswanathan Wigneswaran Yeddyurappa Siddaramaiah Venugopal Achuthanandan Antony Chandy",
        surnames: "Achari Chettiar Gounder Iyengar Kurup Kutty Mudaliar Naicker Nadar Namboodiri Nambiar Panicker Pillay Raja Raju Rajan Ramaswamy Sastry Setty Sundaresan Thevar Unnikrishnan Vaidyanathan Warrier Yesudas Babu Chowdary Goud Murthy Naidu Rajasekhar Ravichandran Balasubramaniam Chelvanayakam Kadirgamar Selvarajah Sivanesan Tharmalingam",
    },
    // Pakistani, Bangladeshi, Afghan, Indian Muslim.
    Origin {
        order: Order::Equal,
        weight: 7,
        given: "Muhammad Nawaz Shehbaz Imran Pervez Benazir Asif Bilawal Yousaf Raza Shaukat Maulana Fazlur Iftikhar Qamar Asim Malala Sheikh Hasina Khaleda Ziaur Mujibur Muhammad Tarique Shakib Abdul Abdur Mohammad Syed Rashid Zahid Wasim Waqar Inzamam-ul-Haq Aitzaz Akbar Altaf Amjad Anwarul Arif Asad Asfandyar Atif Ayaz Azam Babar Bushra Ehsan Faiz Farhan Fatima Ghulam Hafiz Hina Humayun Irfan Ishaq Jahangir Javed Kamran Khurshid Mahbub Mahfuz Mahmudur Mamnoon Maryam Matiur Mizanur Moeen Moudud Munawar Mushtaq Naseem Obaidul Omar Rafiq Rana Sadiq Sajid Salman Sarfraz Shafiqur Shahbaz Shahid Shahidul Shamsul Sherry Siraj Sohail Tahir Taslima Tofail Umar Usman Zafar Zulfiqar",
        surnames: "Sharif Khan Musharraf Bhutto Zardari Gilani Ashraf Aziz Rehman Chaudhry Bajwa Munir Yousafzai Wazed Zia Rahman Yunus Hossain Hasan Uddin Islam Alam Chowdhury Miah Begum Khatun Akhtar Qureshi Malik Butt Mirza Dar Afridi Akram Younis Haq Mehsud Swati Abbasi Tareen Achakzai Afzal Ahsan Alvi Anam Anwar Asghar Awan Baloch Bari Bhuiyan Bugti Dasti Durrani Elahi Fakhr Gul Haider Hoti Huda Iqbal Jamali Jatoi Kabir Kasuri Kayani Khattak Khokhar Kibria Leghari Mamun Mazari Mengal Miandad Mofiz Mollah Nasreen Niazi Nizami Pirzada Quader Rabbani Rashid Sattar Sayeed Sarwar Sheikh Siddiqui Soomro Talukdar Tarar Vawda Wattoo Yousuf Zaman Ziauddin",
    },
    // South-East Asia: Vietnam, Thailand, Myanmar, Cambodia, Laos.
    Origin {
        order: Order::Equal,
        weight: 8,
        given: "Nguyen Tran Le Pham Phan Vo Dang Bui Do Aung Thein Min Ne Htin Khin Win Myint Than Hun Sam Kem Heng Tea Sok Khieu Noun Prayut Yingluck Thaksin Abhisit Srettha Paetongtarn Pita Anutin Thongloun Bounnhang Choummaly Prawit Suthep Somchai Tou Mam Banharn Chuan Chavalit Chamlong Kraisak Surin Sondhi Jatuporn Nattawut Weng Veera Sombat Bounkeut Khamtay Pany Mu Ieng Nuon Son Prince Ranariddh Chea Hor Keo Ko Mi Saw Mahn Khun Sai Zarni Thida Phyo Wai Hla Kyaw Soe Tin Maung Ohn Bich Hong Lan Hung Manh Kiet Khai Thanh Tuan Truong Ho Ngo Duong Ly Mai Cao Dinh",
        surnames: "Phu Trong Tan Dung Xuan Phuc Minh Chinh Thuong Duc Van Thi Lam Hoa Suu Kyi San Sein Aung Hlaing Win Kyaw Shwe Maung Zaw Oo Nyan Tun Htay Sen Rainsy Sokha Samrin Banh Manet Samphan Chea Chan-ocha Shinawatra Vejjajiva Thavisin Limjaroenrat Charnvirakul Wongsuwan Thaugsuban Sisoulith Vorachith Sayasone Wongsawat Phoumsavanh Leekpai Yongchaiyudh Srimuang Choonhavan Pitsuwan Limthongkul Prompan Saikua Tojirakarn Silpa-archa Juangroongruangkit Wangdee Suksawat Siphandone Sayavong Sary Ranariddh Sokhonn Vuthy Namhong Sophal Sithu Moe Naing Thet Lwin Nu Thu Aye Mar Thaung Ngwe Hoang Huy Hai Binh Kiet Khai Manh Thuy Anh Linh Nam Giang Loc Nghi Thang Trung",
    },
    // Malaysia, Indonesia, Brunei, Philippines, Timor.
    Origin {
        order: Order::Equal,
        weight: 8,
        given: "Mahathir Najib Anwar Muhyiddin Ismail Abdullah Joko Prabowo Megawati Susilo Bambang Jusuf Basuki Retno Sri Mulyani Luhut Ganjar Anies Rodrigo Ferdinand Leila Maria Benigno Gloria Sara Jejomar Vicente Panfilo Isko Emmanuel Xanana José Taur Mari Siti Nurul Tengku Dewi Budi Agus Slamet Widodo Wan Azizah Ahmad Rais Samy Lim Chua Nik Hishammuddin Khairy Zaid Shahrir Rafidah Hadi Karpal Tony Teresa Fuziah Adenan Taib Musa Akbar Amien Gus Yusril Wiranto Hatta Tifatul Boediono Ridwan Tri Erick Yenny Puan Surya Setya Gamawan Rini Arcandra Francis Antonio Grace Alan Risa Loren Miriam Juan Manuel Jovito Blas Orlando Mar Bayani Bernardo Norberto Nur Hashim Aquilino Lito Koko Nancy Ramon Fidel Corazon Joseph Lucas Rui Estanislau Rogerio Mariano",
        surnames: "Mohamad Razak Ibrahim Yassin Sabri Badawi Widodo Subianto Sukarnoputri Yudhoyono Kalla Purnama Marsudi Indrawati Pandjaitan Pranowo Baswedan Duterte Marcos Robredo Aquino Arroyo Binay Sotto Lacson Moreno Pacquiao Gusmão Ramos-Horta Ruak Alkatiri Santoso Hidayat Nasution Siregar Simanjuntak Suharto Wahid Habibie Reyes Bautista Dela-Cruz Macapagal Hussein Zahid Hamidi Kassim Vellu Guan Eng Singh Hang Fong Aziz Jamaluddin Yakcob Mydin Salleh Osman Aman Mahmud Daim Zainuddin Nasrin Tanjung Rais Nuh Djalil Bakrie Paloh Hartarto Makarim Uno Syarif Kamil Rismaharini Maharani Novanto Panjaitan Sitompul Harahap Batubara Manullang Situmorang Prasetyo Setiawan Kurniawan Escudero Guingona Enrile Pimentel Drilon Lagman Villar Trillanes Honasan Cayetano Legarda Santiago Roxas Gordon Misuari Salamat Iqbal Ople Lapid Angara Recto Fernandez Gutierrez Belo Pereira Lobato Araujo",
    },
    // West Africa.
    Origin {
        order: Order::GivenFirst,
        weight: 9,
        given: "Muhammadu Bola Goodluck Olusegun Atiku Yemi Ngozi Chinua Wole Chimamanda Babatunde Oluwaseun Adebayo Chukwuemeka Ikechukwu Emeka Nnamdi Aminu Sani Umaru Nasir Kwame Nana John Jerry Kofi Akosua Yaw Ama Alassane Laurent Guillaume Macky Abdoulaye Ousmane Bassirou Ibrahim Amadou Moussa Mamadou Fatou Awa Issoufou Idriss Blaise Roch Faure Patrice Thomas Ellen George Joseph Ernest Julius Adama Yahya Abdulsalami Adamu Aisha Akin Aliyu Anyim Audu Ayodele Bamanga Bukola Chidi Chinedu Chris Dahiru Danladi Dele Ebele Ekiti Enoch Femi Festus Gbenga Godswill Ibe Isa Ita Kashim Kayode Lai Lamido Mike Modu Musa Nuhu Nyesom Ogbonnaya Okezie Orji Osita Peter Rabiu Rauf Rochas Sanusi Seyi Shehu Tunde Ufot Usman Victor Wale Yakubu Yusuf Afia Esi Kojo Kwaku Kwesi Adwoa Abena Alhassan Haruna Aminata Bintou Cheikh Djibril Fanta Kadiatou Lansana Mariama Modibo Oumar Salif Seydou Sekou Souleymane Tidjane Youssou Saikou Momodu Foday",
        surnames: "Buhari Tinubu Jonathan Obasanjo Abubakar Osinbajo Okonjo-Iweala Achebe Soyinka Adichie Fashola Adeyemi Okonkwo Okafor Nwosu Eze Kanu Tambuwal Lawan Yar'Adua El-Rufai Nkrumah Akufo-Addo Mahama Rawlings Annan Mensah Owusu Asante Boateng Ouattara Gbagbo Soro Sall Wade Sonko Faye Keita Touré Traoré Goïta Diallo Bah Camara Condé Doumbouya Issoufou Bazoum Déby Compaoré Kaboré Damiba Gnassingbé Talon Sankara Johnson-Sirleaf Weah Boakai Koroma Bio Barrow Jammeh Ndiaye Diop Cissé Coulibaly Abacha Adedeji Adesina Adewale Agbaje Akande Akintola Akpabio Alakija Amaechi Ambode Aregbesola Atta Awolowo Ayade Azikiwe Babangida Bako Bankole Dogara Dokubo Duke Ekeng Ekwunife Emefiele Ezekwesili Fagbemi Fani-Kayode Fayemi Fayose Ganduje Gowon Gumi Ibori Igbinedion Ikpeazu Jegede Kalu Kwankwaso Lamido Makinde Mimiko Nnamani Nwabueze Nwachukwu Obi Oduah Odukoya Ogbeh Okorie Okorocha Okunbo Olowu Onaiyekan Onu Orubebe Osoba Oshiomhole Oyinlola Ribadu Saraki Shagari Shekau Shettima Sule Ubah Umahi Uwais Wike Yaradua Addo Amoah Ansah Appiah Asiedu Baah Bawumia Danquah Darko Kufuor Limann Nketia Ofori Opoku Osei Tetteh Yeboah Ba Badji Dieng Fall Gueye Kane Kouyaté Maïga Mbaye Niang Ouédraogo Sané Seck Sidibé Sow Sy Tall Thiam Zongo Kamara Sesay Conteh Bangura Sirleaf Taylor Doe Tolbert Jobe",
    },
    // East Africa and the Horn.
    Origin {
        order: Order::GivenFirst,
        weight: 8,
        given: "Uhuru William Raila Mwai Daniel Wangari Kalonzo Musalia Jomo Julius Jakaya John Samia Tundu Freeman Yoweri Kizza Robert Bobi Paul Pierre Évariste Salva Riek Abiy Hailemariam Meles Debretsion Tedros Isaias Mohamed Hassan Abdullahi Sharif Ismaïl Omar Abdel Hamdok Lemma Birtukan Eskinder Wanjiru Otieno Kamau Njeri Juma Amina Halima Getachew Demeke Alice Beth Caroline Charity Chebet David Edwin Eliud Esther Evans Faith Fred Gladys Hellen James Jemima Joseph Joshua Justus Kipkemboi Kiraitu Kithure Martha Moody Mutahi Mutula Ngina Njoroge Noah Nyiva Okoth Otiende Peninah Peter Rigathi Simeon Sylvester Wycliffe Anne Betty Amama Crispus Janet Kahinda Norbert Nsaba Rebecca Ruhakana Specioza Thomas Winnie Agathe Bernard Donald Faustin Louise Vincent Bethuel Edward Frederick January Mizengo Mohammed Nape Pius Zitto Aster Berhanu Derartu Girma Kenenisa Mengistu Mulatu Sileshi Teshome Yemane",
        surnames: "Kenyatta Ruto Odinga Kibaki Moi Maathai Musyoka Mudavadi Nyerere Kikwete Magufuli Hassan Lissu Mbowe Museveni Besigye Kyagulanyi Kagame Nkurunziza Ndayishimiye Kiir Machar Ahmed Desalegn Zenawi Gebremichael Ghebreyesus Afwerki Farmajo Mohamud Farole Guelleh Bashir Burhan Dagalo Megersa Mideksa Nega Wanjiku Kipchoge Cheruiyot Rotich Kiprotich Kosgei Bekele Gebrselassie Dibaba Mutai Otieno Ochieng Wekesa Kariuki Mwangi Achieng Owino Habyarimana Mugesera Awori Balala Biwott Cheboi Chelimo Gachagua Githongo Imanyara Jepkosgei Kaggia Kajwang Karua Keino Kibor Kilonzo Kimani Kimunya Kiraitu Koech Kombo Korir Lagat Lempaa Maina Matiba Mbugua Muite Murungi Mutua Mutunga Mwau Nassir Ndung'u Ngilu Njonjo Nyagah Nyongo Nyong'o Obado Odhiambo Ogego Ojaamong Oloo Omondi Onyango Orengo Oparanya Rono Saitoti Shikuku Tanui Tergat Tuju Wamalwa Wako Wetangula Amin Baryamureeba Bbosa Kadaga Kiyingi Lukwago Mbabazi Mukasa Mutebile Nambooze Nankabirwa Obote Okello Oulanyah Rugunda Ssemakadde Ssewanyana Tumwebaze Tumusiime Gahima Kabarebe Karugarama Mushikiwabo Nyamwasa Rusesabagina Rwigara Chikawe Kawawa Lowassa Makamba Membe Mkapa Msekwa Mwinyi Nchimbi Nyalandu Sitta Warioba Abera Alemu Assefa Birhanu Defar Haile Kebede Mekonnen Tadesse Tesfaye Tsegaye Wolde Yimer",
    },
    // Southern and central Africa.
    Origin {
        order: Order::GivenFirst,
        weight: 8,
        given: "Nelson Thabo Jacob Cyril Julius Helen Desmond Winnie Mangosuthu Kgalema Mmusi Robert Emmerson Morgan Nelson Tendai Joice Grace Hage Sam Hifikepunye Ian Seretse Mokgweetsi Joseph Félix Étienne Martin Moïse Vital Edgar Hakainde Michael Rupiah Kenneth Lazarus Peter Joyce Bingu Armando Filipe Joaquim João Isabel Paul Ali Denis Teodoro Faustin-Archange Nosiviwe Naledi Sipho Themba Lindiwe Bheki Tokyo Albie Ayanda Baleka Barbara Blade Bulelani Busisiwe Dikgang Ebrahim Essop Fikile Frene Gwede Jeff Jessie Jimmy Joel Kader Lindani Lulu Mac Manto Mathews Mluleki Mosiuoa Nathi Ncumisa Nkosazana Nomaindia Panyaza Pallo Patricia Pravin Riah Ronnie Saki Sibusiso Siyabonga Smuts Songezo Sydney Terror Thandi Thoko Trevor Vuyo Willie Zwelinzima Welshman Simba Priscilla Obert Ignatius Didymus Christopher Sidney Enoch Mulenga Given Inonge Vera Guy Bwezani Chishimba Cassim Saulos Goodall Uladi Afonso Alberto Manuel Bornito Augustin Antoine Jean-Pierre Moise Olive",
        surnames: "Mandela Mbeki Zuma Ramaphosa Malema Zille Tutu Buthelezi Motlanthe Maimane Mugabe Mnangagwa Tsvangirai Chamisa Biti Mujuru Geingob Nujoma Pohamba Khama Masisi Kabila Tshisekedi Fayulu Katumbi Kamerhe Lungu Hichilema Sata Banda Kaunda Chakwera Mutharika Nyusi Guebuza Chissano Lourenço Santos Biya Bongo Sassou-Nguesso Obiang Touadéra Mapisa-Nqakula Pandor Dlamini-Zuma Nkosi Ndlovu Khumalo Dlamini Sibanda Moyo Ncube Sithole Mokoena Molefe Mahlangu Sisulu Cele Sexwale Asmal Balfour Botha Cachalia Chikane De-Lille Duarte Erwin Gigaba Gordhan Hani Hogan Holomisa Jordan Kasrils Kriel Lekota Leon Luthuli Mabandla Mabuza Madisha Madonsela Magashule Makhura Makwetu Manamela Mangena Manuel Mantashe Maphatsoe Masetlha Masondo Mashaba Mashatile Mbalula Mboweni Mbete Mchunu Mdluli Meyer Mkhize Mkhwebane Mlambo-Ngcuka Mogoeng Moseneke Mthethwa Mthembu Mufamadi Ngcobo Ngcuka Ngubane Nhleko Niehaus Nqakula Nxasana Nxesi Nzimande Pahad Patel Phosa Sachs Selebi Shaik Shivambu Skweyiya Slabbert Slovo Steenhuisen Suzman Trengove Tshwete Vavi Yengeni Zokwana Chidzero Chihuri Chinamasa Chiwenga Chombo Dabengwa Gono Made Msika Murerwa Mutasa Muzenda Nkala Nkomo Shamuyarira Zvinavashe Chiluba Kavindele Mazoka Miyanda Mumba Musokotwane Mwaanga Mwanawasa Nawakwi Scott Tembo Muluzi Chilima Chirwa Kamuzu Mkandawire Dhlakama Momade Savimbi Bemba Gizenga Mobutu Mbuyi Kasongo Mukendi Tshombe Ngoy",
    },
    // Pacific and Māori.
    Origin {
        order: Order::GivenFirst,
        weight: 5,
        given: "Frank Sitiveni Laisenia Mahendra Voreqe Josaia James Peter Michael Bill Sam Manasseh Jeremiah Derek Charlot Joe Tuilaepa Fiame Siaosi Akilisi Enele Kausea Taneti Baron Lionel Hilda David Tommy Winston Rawiri Debbie Hone Tariana Jacinda Marama Sione Viliame Semi Ratu Inoke Aiyaz Powes Belden Don Ana Bob Bart Biman Filipe Gavoka Isoa Jale Jone Joseva Krishna Lavenia Leone Lynda Mere Mick Naisa Pio Poseci Ro Samuela Savenaca Simione Teimumu Tupou Vuniwaqa Apenisa Asesela Dame Epel Gallia Ludwig Merwan Moana Nanaia Pita Parekura Hekia Te Ururoa Paula Turia Witi Aupito Afioga Luagalau Misa Naomi Su'a To'aletai Feleti Fred Fusitu'a Samiu Uliti Ham Carlot Edward Ati Maxime Serge Sato Walter Gordon Matthew Rick Snyder Bartholomew Solomon Allan Kemakeza Julius Paias Rabbie Pasquale Arthur Barak Carol Kerenga Mekere Moi Patrick Puka Rimbink Sasa Timothy Theodore",
        surnames: "Bainimarama Rabuka Qarase Chaudhry Speight Marape O'Neill Somare Basil Namah Skate Sogavare Manele Lilo Salwai Natuman Kalsakau Malielegaoi Mata'afa Sovaleni Pohiva Tu'i'onetoa Sopoaga Natano Maamau Waqa Aingimea Adeang Heine Kabua Remengesau Whipps Peters Waititi Ngarewa-Packer Harawira Turia Davidson Naulu Tuilagi Fono Taufa Vakatawa Radradra Kubuabola Sayed-Khaiyum Tuitubou Parkop Namaliu Polye Ah-Koy Baba Bole Bulitavu Cawaki Draunidalo Gavoka Karavaki Kepa Koroilavesau Koya Kumar Lalabalavu Leawere Mataitoga Mara Naivalu Naiqamu Natuva Nawaikula Niukula Pillay Prasad Qiliho Ratuva Reddy Rokosuka Seruiratu Sukuna Tabuya Tikoca Tikoduadua Tikoitoga Tuisawau Usamate Vayeshnoia Vunibobo Waqanika Henare Horomia Jackson Karaitiana Mahuta Parata Sharples Tamihere Tirikatene Waaka Efi Leavai Le-Mamea Lolofietele Meredith Pita Polataivao Tafua Tamasese Taefu Fakafanua Halapua Lavulavu Moala Piveta Tapueluelu Vaea Fusimalohi Abal Abel Agarobe Agiru Chan Duma Genia Igo Isoaimo Juffa Kapris Kouza Lafanama Maladina Micah Mendani Morauta Nape Narokobi Okuk Pato Polume Pruaitch Rosso Tiensten Tomuriesa Wingti Yama Zurenuoc Hou Kemakeza Maelanga Sikua Ulufa'alu Boulekone Kilman Lini Lissant Molisa Regenvanu Sope Vohor",
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

/// Surnames that are ordinary words, weekdays, titles or nationalities as well.
pub const WORD_SURNAMES: &str = "\
Slight Head Welsh English French Irish Scott Holland Ireland Moody Sharp Best Long Short Strong Swift Wise Rich Bright Black White Brown \
Gray Green Grey Lamb Fish Bird Fox Wolf Bull Hunt Marsh Pool Price Cash Cross Case Love Hope Grace Joy Day May March Friday Winter \
Summers Snow Frost Gale Cook Baker Driver Carpenter Judge Bishop Pope King Prince Duke Major Sargent Constable Law Justice Battle Wall \
Bush Rose Reed Woods Stone Steel Silver Gold Diamond Pearl Sands Hill Dale Brook Rivers Lake Banks Bridges Street Lane Parks House \
Hall Church Temple Abbey Castle Towers Gates Key Bell Horne Page Story Read Speaker Walker Rider Hooker Fisher Gunn Spears Shields \
Savage Wild Noble Golden Grant Sterling Power Strange Blunt Stark Self Mann Child Fry Berry Bean Rice Salt Cage Singer Farmer Miller \
Potter Shepherd Butler Porter Archer Hunter Gardner Weaver Taylor Mason Turner Cooper Draper Fields Forest Heath Field Ford Wells Pond \
Waters Mountain Cliff Bond Bank Penny Pound Marks Weeks Christmas Noon Knight Squire Lord Abbott Monk Parsons Priest Deacon Way Rhodes";
