//! Headlines of any subject with blanks, as [`sentences`](crate::sentences) has them, with persons and without; and names
//! of places, bands and works that look like those of persons.

/// Headlines of any subject.
pub const HEADLINES: &str = "\
{S1} says {L} must fall
{S1} said to be ready for talks
{S1} heads to {L}
{S1} to visit {L} next week
{S1} , {S2} trade barbs over {X}
{S1} and {S2} agree to meet
{S1} meets {S2} in {L}
{S1} wins , {S2} concedes
{S1} dies at {A}
{P1} , {R} , dies at {A}
{P1} , who led {O} , is dead at {A}
{L} votes as {S1} seeks third term
Who is {P1} ?
{S1} : we will not yield
\" We are ready , \" says {S1}
{O} chief {S1} quits
{N} leader {S1} meets {S2}
{N} {T} {S1} under fire
Judge blocks {S1} plan
{S1} aide resigns
{S1} 's lawyer quits
{S1} 's brother held in {L}
{S1} vows to stay
{S1} warns {L} over troops
{S1} urges calm after {L} blast
{S1} calls {S2} a liar
{S1} faces questions over {O} loan
{S1} rules out deal with {O}
{S1} denies claims
{S1} returns home
{S1} backs {S2} for {O} post
{S1} leads , {S2} second
What {S1} wants from {L}
Why {S1} lost
How {P1} built {O}
The return of {P1}
Death of {P1} shocks {L}
Trial of {P1} opens in {L}
Police question {P1}
Interview : {P1}
Profile : {P1} , {R}
Opinion : {S1} is right on taxes
Obituary : {P1}
Analysis - {S1} gambles on early vote
Update 1 - {S1} says no plan to resign
Focus - {O} falls as {S1} exits
{L} mourns {P1}
{L} court jails {S1} for five years
{L} police hunt {R} {P1}
Rebels in {L} free {P1}
{O} names {S1} chief executive
{O} fires {S1}
{O} signs {P1}
{T} {S1} : no new taxes
Pope {G1} prays for {L}
Letter from {L}
{L} shares end lower
{L} stocks - factors to watch
{N} press digest - {M} {Z}
{O} to cut jobs
{O} profit rises 4 percent
{O} and {O} in merger talks
Rice prices rise in {L}
Bush fires near {L} kill two
Heavy rain hits {L}
Storm kills {A} in {L}
Gold steady , oil slips
Police find body in lake
Bomb in {L} market kills {A}
{N} troops enter {L}
{L} and {L} reopen border
Five things to know about {X}
How to make bread at home
Why the rent is so high
No end in sight for miners ' strike
Schools to close on {D}
Market report : steady ahead of holiday
Church leaders call for peace
Long wait for justice in {L}
Young voters turn away from polls
March for Peace draws thousands
Price of Power : a city without light
Baker 's strike enters third week
Fisher folk fear the tide
Key dates in {N} history
Official results of {N} election
Grant for small farms in {L} approved
Chase ends in crash near {L}
Hunt for missing climbers called off
King of the road : a bus driver 's day
Drew a crowd , then the rain came
Mark the date : {X} returns in {M}
Will the peace hold ?
May Day rallies in {L}
{X} opens in {L}
Letters to the editor
Court throws out {S1} suit
Court hears {S1} plea
{L} court upholds {S1} verdict
Lawyers for {S1} seek bail
Investors look to {S1} testimony
Senators grill {S1} on leaks
House votes to censure {S1}
Committee delays vote on {S1}
Warrant issued for {S1}
{S1} warrant quashed
{S1} pick sails through
{S1} nomination in doubt
{S1} memo leaked
{S1} letters found in cellar
{S1} painting sold for record sum
{S1} biography due in {M}
{S1} quits as {R}
{S1} goes to {L}
{S1} back at work after operation
{S1} back in {L}
{S1} hits back at {S2}
{S1} scores again
{S1} hat trick sinks {O}
{S1} presses {L} on arms
{S1} asks {O} for aid
{S1} sees no end to war
{S1} hints at early poll
{S1} tightens hold on {O}
{S1} shrugs off poll
{S1} says sorry
{S1} under house arrest
{S1} to stay on
{S1} gets second chance
{S1} tops {L} poll
{S1} camp claims win
{S1} allies purged
{S1} ally shot in {L}
{S1} talks to {S2} in {L}
{S1} and {S2} clash over tax
{S1} or {S2} ?
{S1} v {S2} : the verdict
{S1} , {S2} sign pact
{S1} , {S2} , {S3} in final
{L} names {S1} {T}
{L} turns to {S1}
{L} looks past {S1}
{O} taps {S1} as {R}
{O} : {S1} broke rules
{O} drops {S1}
{N} {R} {P1} held
{P1} testifies in {L}
{P1} convicted
{P1} speaks at last
{P1} in his own words
Tributes for {P1}
From {L} to {L} : the life of {P1}
{G1} and {G2} : a love story
Green light for dam
White smoke over {L}
Black market thrives
Grey skies over {L}
Golden years for savers
Rich harvest in {L}
Young farmers quit the land
Old wounds reopen in {L}
Hope for peace dims
Hopes rise for quake survivors
Faith leaders meet in {L}
Grace period for debtors ends
Joy and tears in {L}
Frank exchange on trade
Banks cut rates
Bank holiday chaos at ports
Woods burn near {L}
Hill farmers face ruin
Fields under water
Bridges fall in flood
Stone age tools found
Park opens after repairs
Field hospital opens in {L}
Cook books top list
Butler tells all
Hunters shoot last bear
Miller strike hits bread
Taylor shops vanish from {L}
Gates close on a century of steel
Lord 's prayer row
Rose prices wilt
Summer heat to last
Winter aid late
Said to be safe , bridge fell
<L Paris > talks stall
<L Jordan > reopens crossing
<L Georgia > votes
<L Chad > rebels advance
<L Israel > , <L Jordan > agree on water
<O Chelsea > sink <O Lens >
<L Lincoln > and <L Jackson > to get trains
<L Washington > , <L Madison > among schools to close
Sales of rice and oil drop
Cash for clunkers ends
What we know so far";

/// Towns, parted by bars.
pub const TOWNS: &str = "\
Hartford|Anaheim|Tacoma|Spokane|Fresno|Toledo|Akron|Dayton|Columbus|Jackson|Lincoln|Madison|Montgomery|Raleigh|\
Lexington|Charlotte|Jacksonville|Fort Wayne|Grand Rapids|Green Bay|San Antonio|San Jose|San Diego|Santa Fe|\
Santa Ana|Las Cruces|Los Alamos|El Paso|Corpus Christi|Baton Rouge|Des Moines|Little Rock|St. Paul|\
St. Catharines|Red Deer|Prince George|Medicine Hat|Moose Jaw|Trois-Rivières|Halifax|Sunderland|Burnley|Preston|\
Wigan|Crewe|Luton|Reading|Barnsley|Doncaster|Grimsby|Motherwell|Dundee|Kilmarnock|Ayr|Swansea|Wrexham|Newry|\
Limerick|Tralee|Ballymena|Port Vale|Milton Keynes|St. Albans|Aston Clinton|Auxerre|Guingamp|Lens|Metz|Le Havre|\
Saint-Denis|Saint-Étienne|Aix-en-Provence|Clermont-Ferrand|Gelsenkirchen|Bielefeld|Duisburg|Bochum|Rostock|\
Kaiserslautern|Bad Homburg|Eindhoven|Tilburg|Breda|Arnhem|Ghent|Bruges|Lugano|Davos|Kitzbühel|Cortina d'Ampezzo|\
San Sebastian|Santander|Gijon|Zaragoza|Albacete|Santiago de Compostela|Braga|Setubal|Faro|Perugia|Piacenza|\
Reggio Emilia|Larissa|Patras|Bursa|Trabzon|Konya|Kayseri|Sivas|Banja Luka|Bihac|Tuzla|Novi Sad|Nis|Split|Rijeka|\
Osijek|Maribor|Varna|Burgas|Constanta|Cluj|Timisoara|Miskolc|Szeged|Pecs|Ostrava|Kosice|Katowice|Poznan|Wroclaw|\
Lublin|Kaunas|Tartu|Vitebsk|Gomel|Vladikavkaz|Nazran|Mineralnye Vody|Perm|Samara|Saratov|Tver|Murmansk|\
Nizhny Novgorod|Gyumri|Kutaisi|Zugdidi|Sukhumi|Osh|Jalal-Abad|Khujand|Termez|Mazar-i-Sharif|Lashkar Gah|\
Spin Boldak|Khost|Gardez|Bamiyan|Larkana|Sukkur|Nawabshah|Gujranwala|Sialkot|Bahawalpur|Dera Ghazi Khan|\
Dera Ismail Khan|Mirpur Khas|Muzaffarabad|Gilgit|Amritsar|Ludhiana|Jalandhar|Ambala|Meerut|Kanpur|Lucknow|\
Varanasi|Allahabad|Gorakhpur|Patna|Gaya|Ranchi|Dhanbad|Jamshedpur|Cuttack|Bhubaneswar|Raipur|Bhopal|Indore|\
Gwalior|Ujjain|Rajkot|Vadodara|Surat|Nashik|Nagpur|Aurangabad|Kolhapur|Solapur|Hubli|Mysore|Mangalore|\
Coimbatore|Madurai|Salem|Vellore|Tirupati|Vijayawada|Visakhapatnam|Guntur|Kochi|Thrissur|Kozhikode|Guwahati|\
Shillong|Imphal|Siliguri|Darjeeling|Rajshahi|Khulna|Sylhet|Cox's Bazar|Comilla|Galle|Matara|Anuradhapura|\
Trincomalee|Batticaloa|Biratnagar|Butwal|Nepalgunj|Paro|Malé|Medan|Padang|Palembang|Pekanbaru|Banda Aceh|\
Semarang|Solo|Yogyakarta|Malang|Denpasar|Mataram|Kupang|Makassar|Manado|Ambon|Jayapura|Merauke|Pontianak|\
Balikpapan|Samarinda|Ipoh|Kuantan|Kota Bharu|Kota Kinabalu|Kuala Terengganu|Kuala Selangor|Alor Setar|Seremban|\
Petaling Jaya|Shah Alam|Miri|Sandakan|Tawau|Bandar Seri Begawan|Iloilo|Bacolod|Zamboanga|General Santos|\
Cagayan de Oro|Cotabato|Jolo|Basilan|Baguio|Legazpi|Tacloban|Puerto Princesa|Chiang Mai|Chiang Rai|Khon Kaen|\
Hat Yai|Nakhon Ratchasima|Udon Thani|Ubon Ratchathani|Luang Prabang|Savannakhet|Siem Reap|Battambang|\
Sihanoukville|Can Tho|Hai Phong|Nha Trang|Vinh|Da Lat|Ho Chi Minh City|Mawlamyine|Sittwe|Myitkyina|Lashio|Bago|\
Harbin|Shenyang|Dalian|Jinan|Qingdao|Zhengzhou|Hefei|Changsha|Nanchang|Fuzhou|Xiamen|Shantou|Nanning|Kunming|\
Guiyang|Lanzhou|Yinchuan|Hohhot|Kashgar|Hualien|Tainan|Keelung|Sendai|Niigata|Nagano|Okayama|Matsuyama|Kumamoto|\
Kagoshima|Gwangju|Daejeon|Suwon|Jeju|Pohang|Ulsan|Wonsan|Hamhung|Sinuiju|Kisii|Nyeri|Eldoret|Nakuru|Kitale|\
Garissa|Wajir|Mandera|Malindi|Lamu|Mbale|Gulu|Lira|Masaka|Mbarara|Fort Portal|Arua|Arusha|Moshi|Mwanza|Tanga|\
Iringa|Mbeya|Kigoma|Dar es Salaam|Gitega|Butare|Gisenyi|Kisangani|Mbuji-Mayi|Kananga|Matadi|Kolwezi|Likasi|\
Uvira|Ndola|Kitwe|Livingstone|Kabwe|Mutare|Gweru|Masvingo|Chitungwiza|Victoria Falls|Francistown|Maun|\
Walvis Bay|Lüderitz|Huambo|Lobito|Benguela|Cabinda|Nampula|Tete|Quelimane|Xai-Xai|Mbabane|Manzini|Maseru|\
Polokwane|Nelspruit|Kimberley|East London|Port Elizabeth|Pietermaritzburg|Umlazi|Enugu|Onitsha|Aba|Owerri|\
Calabar|Uyo|Port Harcourt|Warri|Benin City|Akure|Ilorin|Osogbo|Abeokuta|Minna|Sokoto|Katsina|Bauchi|Gombe|Yola|\
Makurdi|Lokoja|Tamale|Sunyani|Cape Coast|Takoradi|Tema|Ejisu|Bolgatanga|Bouaké|Korhogo|San Pedro|Daloa|Sikasso|\
Ségou|Kayes|Mopti|Kidal|Bobo-Dioulasso|Zinder|Maradi|Diffa|Thiès|Ziguinchor|Saint-Louis|Kankan|Nzérékoré|Labé|\
Kenema|Bo|Makeni|Gbarnga|Buchanan|Parakou|Porto-Novo|Sokodé|Bamenda|Buea|Garoua|Maroua|Bafoussam|Franceville|\
Port-Gentil|Pointe-Noire|Moundou|Abéché|Kassala|Port Sudan|El Fasher|Nyala|Malakal|Bor|Wau|Massawa|Dire Dawa|\
Mekelle|Gondar|Bahir Dar|Hawassa|Baidoa|Beledweyne|Bosaso|Garowe|Lautoka|Labasa|Nausori|Sigatoka|Savusavu|Lae|\
Mount Hagen|Goroka|Madang|Wewak|Rabaul|Arawa|Gizo|Auki|Luganville|Port Vila|Noumea|Papeete|Pago Pago|Avarua|\
Alofi|Funafuti|Tarawa|Majuro|Pohnpei|Koror|Saipan|Hagåtña|Rotorua|Hamilton|Napier|Palmerston North|Invercargill|\
Townsville|Cairns|Alice Springs|Wagga Wagga|Ballarat|Bendigo|Geelong|San Pedro Sula|Tegucigalpa|Santa Cruz|\
Cochabamba|Oruro|El Alto|Trujillo|Chiclayo|Iquitos|Ayacucho|Cuenca|Loja|Esmeraldas|Barranquilla|Bucaramanga|\
Pereira|Villavicencio|San Cristobal|Ciudad Bolivar|Puerto Ordaz|Maturin|Mar del Plata|Mendoza|Tucuman|\
Bahia Blanca|San Juan|Santa Fe|Porto Alegre|Belo Horizonte|Campinas|Curitiba|Goiania|Belem|Natal|Ciudad Juarez|\
Nuevo Laredo|Hermosillo|Morelia|Veracruz|Merida|Puebla|San Luis Potosi|San Salvador|San Miguel|Santa Ana|Leon|\
Esteli|David|Colon|Cap-Haitien|Gonaives|Jacmel|Les Cayes|Montego Bay|Spanish Town|Santiago de Cuba|Santa Clara|\
Camaguey|Mayaguez|Ponce|Castries|Roseau|St. George's|Port of Spain|San Fernando|Sidi Bouzid|Gafsa|Bizerte|\
Annaba|Constantine|Tizi Ouzou|Blida|Agadir|Tangier|Meknes|Laayoune|Tobruk|Derna|Sebha|Zawiya|Bani Walid|Aswan|\
Luxor|Mansoura|Tanta|Port Said|Ismailia|El Arish|Khan Younis|Deir al-Balah|Beit Lahiya|Tulkarm|Qalqilya|Jericho|\
Beersheba|Ashkelon|Nahariya|Kiryat Shmona|Tyre|Nabatieh|Zahle|Baalbek|Latakia|Tartus|Hama|Deir al-Zor|Hasakah|\
Qamishli|Kobani|Irbid|Zarqa|Aqaba|Samarra|Baquba|Hilla|Nasiriyah|Amara|Dohuk|Sulaimaniya|Tal Afar|Abadan|Ahvaz|\
Bushehr|Bandar Abbas|Kerman|Zahedan|Rasht|Orumiyeh|Mukalla|Marib|Saada|Salalah|Sohar|Buraidah|Tabuk|Abha|Najran|\
Dammam";

/// Bands, works, characters, cups, ships and storms, parted by bars.
pub const WORKS: &str = "\
The Lemon Pipers|Crimson Tide|Velvet Harbour|Iron Orchid|Silver Birch|Black Lagoon|Deep River|Los Primos|\
Les Amis|Die Ärzte|Orchestra Baobab|Super Étoile|Zap Mama|Ladysmith Black Mambazo|Buena Vista|\
Orquesta Mondragon|Mano Negra|Gipsy Kings|Café Tacuba|Sepultura|Os Mutantes|Faithless|Blind Melon|\
Alice in Chains|Uncle Tupelo|Steely Dan|Lynyrd Skynyrd|Jethro Tull|Molly Hatchet|Franz Ferdinand|Kaiser Chiefs|\
Crazy Horse|White Stripes|Arctic Monkeys|Junoon|Shree 420|Mother India|Bend the River|Monsoon Wedding|\
La Dolce Vita|Das Boot|Cinema Paradiso|Il Postino|Anna Karenina|Madame Bovary|Jane Eyre|Oliver Twist|\
David Copperfield|Don Quixote|Tom Sawyer|Moby Dick|Harry Potter|James Bond|Sherlock Holmes|Don Giovanni|Carmen|\
Aida|La Traviata|Swan Lake|Billy Elliot|Mary Poppins|Mickey Mouse|Charlie Brown|Uncle Sam|John Bull|Big Ben|\
Ali Baba|Sea Empress|Queen Mary|Marco Polo|Rainbow Warrior|Santa Maria|Achille Lauro|Rolls-Royce|Alfa Romeo|\
Aston Martin|Rolex Oyster|Jack Russell|King Cobra|Great Dane|San Marino Grand Prix|Ryder Cup|Fed Cup|\
Wightman Cup|Thomas Cup|Uber Cup|Sudirman Cup|Melbourne Cup|Stanley Cup Finals|Santa Ana winds|Typhoon Lola|\
Hurricane Fran|Hurricane Hugo|Tropical Storm Dolly|Cyclone Bola|Typhoon Herb|Hurricane Mitch";

/// What clubs have behind the names of their towns.
pub const CLUBS: &str = "\
United
City
Town
County
Rovers
Wanderers
Athletic
Albion
Rangers
Wednesday
Villa
Hotspur
FC
SK
BK
Orient
Argyle
Thistle
Academical
Stars
Chiefs
Bulldogs
Sharks";

/// What clubs have before the names of their towns, or alone.
pub const BEFORE_TOWNS: &str = "\
Real
Sporting
Racing
Atletico
Athletic
Deportivo
Union
Dynamo
Dinamo
Lokomotiv
Spartak
Torpedo
Zenit
Rapid
Sturm
Austria
Grasshopper
Standard
Racing Club
Olympique
Inter
Fortuna
Borussia
Eintracht
Hertha
Werder
Bayer
Hansa
SV
FC
AC
AS
VfB
PSV
SC
RC
Ajax
Sparta
Slavia
Slovan
Hajduk
Partizan
Crvena Zvezda
Steaua
Hapoel
Maccabi
Al-Ahli
Al-Nassr
Africa Sports
Young Boys
Primeiro de Maio
Estudiantes
Independiente
Boca Juniors
Corinthians
Palmeiras
Universidad
Juventus
Celtic
Hibernian
Hearts
Arsenal
Chelsea
Everton
Benfica
Feyenoord
Anderlecht
Fenerbahce
Besiktas
Panathinaikos";

/// Teams of American and other leagues.
pub const TEAMS: &str = "\
Lions
Tigers
Bears
Hawks
Eagles
Falcons
Ravens
Cardinals
Orioles
Blue Jays
Braves
Indians
Redskins
Chiefs
Cowboys
Rangers
Giants
Pirates
Padres
Dodgers
Yankees
Mets
Twins
Royals
Brewers
Cubs
White Sox
Red Sox
Athletics
Mariners
Rockies
Marlins
Phillies
Expos
Astros
Angels
Devils
Saints
Vikings
Packers
Browns
Bengals
Bills
Jets
Dolphins
Patriots
Colts
Oilers
Steelers
Jaguars
Raiders
Chargers
Broncos
Rams
49ers
Buccaneers
Panthers
Celtics
Knicks
Nets
Sixers
Wizards
Magic
Heat
Bulls
Pistons
Pacers
Bucks
Raptors
Hornets
Jazz
Rockets
Spurs
Mavericks
Nuggets
Timberwolves
Lakers
Clippers
Suns
Warriors
Kings
Sonics
Grizzlies
Bruins
Sabres
Canadiens
Senators
Maple Leafs
Islanders
Flyers
Penguins
Capitals
Lightning
Blackhawks
Red Wings
Blues
Stars
Avalanche
Flames
Canucks
Sharks
Coyotes
Whalers";
