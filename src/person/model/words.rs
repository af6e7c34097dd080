//! Closed lists of English words that say something of the names beside them.
//!
//! Kept as text so that resolving can show them; the lexicon files them under [`Class`] bits for scanning.

/// What is known of a word as such, as bits.
pub mod class {
    /// Stands before a name and is no part of it: `Judge`, `Councillor`.
    pub const TITLE: u16 = 1;
    /// Verbs of saying and the like, whose subject is mostly a person.
    pub const SAYING: u16 = 1 << 1;
    /// `van`, `bin`, `de`: inside names, in lower case too.
    pub const PARTICLE: u16 = 1 << 2;
    /// `wife`, `brother`: mostly followed or preceded by a person.
    pub const KIN: u16 = 1 << 3;
    /// Months and days of the week.
    pub const CALENDAR: u16 = 1 << 4;
    /// `Israeli`, `French`.
    pub const NATIONALITY: u16 = 1 << 5;
    /// `Ministry`, `University`, `Inc`.
    pub const ORGANISATION: u16 = 1 << 6;
    /// `River`, `Street`, `Province`.
    pub const GEOGRAPHY: u16 = 1 << 7;
    /// `Jr`, `III`.
    pub const SUFFIX: u16 = 1 << 8;
    /// Part of the name of a country, a capital or another known place.
    pub const PLACE: u16 = 1 << 9;
    /// Occupations: `spokesman`, `goalkeeper`.
    pub const ROLE: u16 = 1 << 10;
    /// `in`, `near`, `at`.
    pub const LOCATIVE: u16 = 1 << 11;
    /// `of`, `and`, `the`: in lower case inside names of organisations and places.
    pub const CONNECTOR: u16 = 1 << 12;
    /// A whole name of a country.
    pub const COUNTRY: u16 = 1 << 13;
    /// `former`, `late`, `acting`: stand between articles and titles.
    pub const MODIFIER: u16 = 1 << 14;
    /// Well-known organisations, makers and products of one word.
    pub const BRAND: u16 = 1 << 15;
}

/// Words of one class, separated by blanks.
pub const LISTS: &[(u16, &str)] = &[
    (class::TITLE, TITLES),
    (class::SAYING, SAYINGS),
    (class::PARTICLE, PARTICLES),
    (class::KIN, KIN),
    (class::CALENDAR, CALENDAR),
    (class::NATIONALITY, NATIONALITIES),
    (class::ORGANISATION, ORGANISATIONS),
    (class::GEOGRAPHY, GEOGRAPHY),
    (class::SUFFIX, SUFFIXES),
    (class::ROLE, ROLES),
    (class::LOCATIVE, LOCATIVES),
    (class::CONNECTOR, CONNECTORS),
    (class::MODIFIER, MODIFIERS),
    (class::BRAND, BRANDS),
    (class::PLACE, CITIES),
];

/// Titles, ranks, offices and forms of address.
pub const TITLES: &str = "mr messrs mrs ms miss mx dr doctor prof professor president vice-president premier \
    minister prime-minister chancellor secretary undersecretary under-secretary ambassador envoy governor lieutenant-governor mayor \
    deputy-mayor deputy speaker senator sen congressman congresswoman representative rep delegate assemblyman assemblywoman councillor \
    councilor councilman councilwoman councilmember alderman commissioner commissar judge justice magistrate \
    attorney attorney-general prosecutor solicitor solicitor-general barrister general gen lieutenant lt colonel col \
    major maj captain capt cpt sergeant sgt corporal cpl private pvt admiral adm vice-admiral commodore commander \
    cmdr brigadier brigadier-general brig marshal field-marshal cadet constable inspector detective superintendent sheriff \
    officer trooper lance-corporal airman seaman king queen prince princess emperor empress tsar czar sultan emir amir shah \
    shahzada maharaja raja rani nawab nizam khedive duke duchess earl count countess baron baroness viscount marquess \
    marquis lord lady sir dame madam madame monsieur mme mlle mademoiselle herr frau senor senora señor señora don dona doña \
    signor signora pope cardinal archbishop bishop father fr reverend rev pastor deacon imam mullah mulla maulana maulvi ayatollah \
    grand-ayatollah hojatoleslam sheikh shaikh sheik cheikh rabbi swami guru sri shri smt pandit lama dalai brother sister saint st \
    chief chieftain paramount oba alhaji alhaja mallam hajia haji hajji datuk dato datin tan-sri tun puan encik bapak ibu pak ustaz \
    ustad chairman chairwoman chairperson chair director ceo cfo coo executive-director managing-director founder co-founder \
    editor editor-in-chief coach manager midfielder striker defender goalkeeper captain-general comrade citizen \
    ombudsman auditor auditor-general chief-justice hon honourable honorable excellency dean rector provost chancellor-general \
    mp mep md phd esq engr barr arch prophet apostle evangelist elder uncle aunt auntie grandpa grandma ratu adi tui papa mama \
    first-lady ex-president ex-minister spokesman spokeswoman spokesperson minister-designate president-elect mayor-elect \
    senator-elect governor-general high-commissioner police-chief whip leader cleric warlord drug-lord kingpin \
    sarpanch subedar havildar naik otunba ven engr hajiya mwalimu mzee kapitan bupati mufti nawab thero headman headmaster \
    vice-chairman vice-chancellor vice-minister vice-premier lieutenant-general lt-gen major-general maj-gen lt-col brig-gen adm-gen \
    air-marshal sub-inspector sub-lieutenant co-pilot copilot advocate assemblymember goaltender comptroller postmaster \
    senators sens congressmen congresswomen representatives reps governors gov govs presidents ministers judges justices generals gens \
    princes mayors professors profs ambassadors amb det insp supt cllr msgr spc pfc ssgt crown-prince councillors commissioners \
    mdm rre kgosi togbe togbui obaapanin oseadeeyo daw khunying phra cde comr counsellor sepoy seri mca mna mpa \
    khun kamnan khru ajarn ajahn luang phraya sayadaw bogyoke thakin nyai kh letjen mayjen brigjen kombes akbp kompol tok tunku kapt \
    po1 po2 po3 spo1 spo2 spo3 spo4 sfo1 sfo2 sfo3 jo1 usec asec konsehal thiru tmt selvi kumari mahant sadhvi acharya pir lambardar \
    kabaka katikkiro nnaalinnya ssabasajja kyabazinga omukama omutaka owek rwot rdc igp dig dpo dpc adgp ooni alaafin alake olubadan olu \
    galadima madaki waziri wazirin sarki sarkin walin shehu lamido etsu attah tor igwe eze asantehene okyenhene otumfuo omanhene naa yagbonwura \
    nayiri yaa-naa chitimukulu mpezeni mwata litunga induna inkosi morena ntona tofa afioga susuga unimane beretitenti orang-kaya assemblymen \
    assemblywomen metropolitan catholicos ssp dsp asp sho acp tuanku tengku tunku raden pangeran toh kiai kyai bung mian sardar \
    begum shaikha sheikha paramount-chief headmistress permanent-secretary judicial-commissioner chairmen directors managers coaches captains \
    secretary-general general-secretary director-general consul-general under-secretary-general vice-governor";

/// Verbs whose subject is mostly a person or an organisation.
pub const SAYINGS: &str = "said says say told tells tell added adds asked asks announced announces argued argues \
    believes believed claimed claims commented confirmed declared denied denies described explained explains insisted insists \
    noted notes pointed recalled remarked replied reported responded revealed stated states stressed suggested thanked thinks \
    thought tweeted urged urges vowed vows warned warns wrote writes testified pleaded resigned died apologised apologized \
    expressed emphasised emphasized reiterated quipped admitted admits accused accuses met meets visited arrived married born \
    joked lamented concluded observed according scored won beat defeated finished retired served appeared joined hailed \
    condemned praised criticised criticized called appointed elected nominated sworn arrested charged convicted sentenced \
    shot killed stabbed murdered assassinated abducted kidnapped";

/// Particles inside names.
pub const PARTICLES: &str = "dela delos degli dal dalla wa al el ul as ar an ad az ash ach ath ed ez bin ibn ben bint binti binte bte abu abou umm um ould uld mint ag \
    van von vom zu zum zur der den de del della delle di da das do dos du des la le las los y e i ter ten te af av \
    abd abdul abdel mac mc o' d' l' san santa ap ferch nic ní ó na ur-rehman ur ud ha bar bat ait aït ou";

/// Words of kinship and acquaintance.
pub const KIN: &str = "wife husband son daughter father mother brother sister uncle aunt nephew niece cousin widow widower \
    grandfather grandmother grandson granddaughter stepson stepfather stepmother girlfriend boyfriend fiancé fiancée fiance \
    friend colleague partner ex-wife ex-husband twin sibling parents heir successor predecessor half-brother son-in-law \
    father-in-law brother-in-law daughter-in-law mother-in-law sons daughters brothers sisters wives husbands nephews cousins \
    stepbrother stepsister stepdaughter half-sister godfather godmother godson fiancee";

/// Months, days and eras.
pub const CALENDAR: &str = "january february march april may june july august september october november december jan feb mar apr jun \
    jul aug sept sep oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri \
    sat sun today yesterday tomorrow christmas easter ramadan eid diwali";

/// Nationalities, peoples, faiths and other adjectives of belonging.
pub const NATIONALITIES: &str = "afghan albanian algerian american andorran angolan argentine argentinian armenian australian austrian azeri \
    azerbaijani bahamian bahraini bangladeshi barbadian belarusian belgian belizean beninese bhutanese bolivian bosnian botswanan brazilian \
    british briton britons bruneian bulgarian burkinabe burmese burundian cambodian cameroonian canadian chadian chilean chinese colombian comorian \
    congolese croatian croat cuban cypriot czech danish dane djiboutian dominican dutch ecuadorian ecuadorean egyptian english eritrean \
    estonian ethiopian european fijian filipino filipina finnish finn french frenchman gabonese gambian georgian german ghanaian greek \
    grenadian guatemalan guinean guyanese haitian honduran hungarian icelandic indian indonesian iranian iraqi irish israeli italian ivorian \
    jamaican japanese jordanian kazakh kenyan kuwaiti kyrgyz lao laotian latvian lebanese liberian libyan lithuanian luxembourgish \
    macedonian malagasy malawian malaysian maldivian malian maltese mauritanian mauritian mexican moldovan monegasque mongolian montenegrin \
    moroccan mozambican namibian nepalese nepali nicaraguan nigerian nigerien norwegian omani pakistani palestinian panamanian \
    papuan paraguayan persian peruvian polish pole portuguese qatari romanian russian rwandan salvadoran samoan saudi scottish scot \
    senegalese serbian serb singaporean slovak slovakian slovene slovenian somali south-african spanish spaniard sri-lankan sudanese surinamese \
    swazi swedish swede swiss syrian taiwanese tajik tanzanian thai tibetan togolese tongan trinidadian tunisian turk turkish turkmen \
    tuvaluan ugandan ukrainian uruguayan uzbek vanuatuan venezuelan vietnamese welsh yemeni zambian zimbabwean kurdish kurd arab jewish jew \
    muslim islamic islamist christian catholic protestant orthodox hindu buddhist sikh shia shiite shi'ite sunni houthi african asian latin \
    caribbean scandinavian balkan nordic western eastern northern southern soviet uyghur rohingya tutsi hutu igbo yoruba hausa zulu xhosa \
    tamil sinhalese punjabi bengali pashtun hazara catalan basque flemish chechen crimean tatar maori inuit roma democrat democratic \
    republican conservative labour communist socialist liberal \
    danes finns swedes poles turks croats serbs scots kurds arabs jews muslims christians hindus sikhs catholics protestants shiites sunnis \
    americans germans russians israelis palestinians iraqis iranians egyptians syrians afghans pakistanis indians nigerians kenyans \
    australians canadians italians greeks spaniards belgians austrians hungarians romanians bulgarians norwegians ukrainians albanians \
    armenians georgians chechens tamils tutsis hutus zulus uyghurs tibetans mexicans cubans brazilians argentines colombians africans \
    asians europeans democrats republicans communists socialists";

/// Words that name a kind of organisation.
pub const ORGANISATIONS: &str = "inc corp corporation co company ltd limited plc llc llp lp gmbh ag sa spa nv bv oy ab as group holdings \
    holding partners associates association associations society institute institution foundation trust fund bank bancorp university college school \
    academy hospital clinic ministry department dept agency bureau office commission committee council court parliament assembly senate \
    congress house party union federation confederation league club fc cf afc sc team united city rovers athletic real army navy force forces \
    guard guards corps command brigade battalion regiment division police service services authority administration board center centre \
    network news times post journal gazette herald tribune telegraph guardian mirror press agency radio television tv broadcasting records \
    orchestra band studios pictures entertainment media motors airlines airways air industries international enterprises systems technologies \
    technology software laboratories labs pharmaceuticals insurance capital securities investments energy oil gas petroleum steel electric \
    telecom communications museum library church cathedral mosque temple front movement organisation organization coalition alliance \
    brotherhood militia militias group tribunal chamber cabinet secretariat directorate forum initiative project program programme \
    consortium cooperative ministry government treasury reserve exchange";

/// Words that name a kind of place.
pub const GEOGRAPHY: &str = "river lake sea ocean gulf bay strait channel island islands isle peninsula mountain mountains mount mt hill hills \
    valley desert forest park street road avenue boulevard lane square bridge airport port harbour harbor beach coast cape province state \
    county district region governorate oblast prefecture municipality city town village township territory republic kingdom emirate north \
    south east west northern southern eastern western central upper lower greater new fort camp base station plaza tower palace castle \
    stadium arena highway canal dam falls creek springs heights strip bank border crossing suburb neighborhood neighbourhood parish canton \
    commune jalan lorong kampung kampong bukit gunung sungai pulau taman bazaar bazar chowk marg nagar tehsil taluk taluka upazila \
    barangay sitio purok soi klong wat kofar rue calle avenida rua praia jebel jabal wadi masjid department voivodeship krai raion subdistrict reef glacier plateau basin delta prison zoo hotel square cemetery";

/// What follows a name and belongs to it.
pub const SUFFIXES: &str = "jr sr ii iii iv esq phd md obe mbe cbe";

/// Occupations and functions, mostly in lower case before a name.
pub const ROLES: &str = "actor actress activist adviser advisor agent aide analyst anchor architect artist assistant astronaut athlete \
    attorney author banker baker bassist billionaire biologist blogger boxer businessman businesswoman candidate carpenter cartoonist \
    celebrity chef chemist choreographer cleric coach columnist comedian commander commentator composer conductor consultant contestant \
    contractor coordinator correspondent cosmonaut counsel cyclist dancer defendant designer diplomat dissident doctor driver drummer \
    economist educator employee engineer entrepreneur environmentalist expert farmer fighter filmmaker financier fisherman footballer \
    forward geologist goalkeeper goalie golfer guard guitarist gunman gymnast headmaster historian hunter husband inventor investigator \
    investor jockey journalist keeper lawmaker lawyer leader lecturer legislator librarian linguist mathematician mechanic medalist \
    medallist merchant midfielder militant millionaire minister model musician neighbor neighbour negotiator novelist nurse official \
    opponent organizer organiser owner painter paramedic passenger pathologist patient philanthropist philosopher photographer physician \
    physicist pianist pilot player playwright poet policeman policewoman politician priest principal prisoner producer professor \
    programmer prosecutor psychiatrist psychologist publisher pupil rapper rebel refugee reporter researcher resident retiree rider \
    runner sailor scholar scientist screenwriter sculptor shooter shopkeeper singer skater skier sociologist soldier songwriter \
    spokesman spokesperson spokeswoman sprinter star strategist student suspect swimmer teacher technician teenager tennis theologian \
    trader trainer translator treasurer trustee tycoon veteran victim villager violinist volunteer warden winner witness worker \
    wrestler writer youth founder spy skipper outfielder infielder shortstop catcher right-hander left-hander defenseman \
    linebacker cornerback receiver tailback flanker fly-half scrum-half full-back midfield playmaker opener seamer spinner all-rounder \
    wicketkeeper wicket-keeper hurdler vaulter rower sailor canoeist archer shooter marksman cosmonaut dealer broker bowler batsman batter pitcher quarterback winger defender striker centre-back referee umpire \
    clerk hooker prop kicker punter lineman fullback halfback goaltender reliever closer left-winger right-winger lock \
    wing-back playmaker sweeper stopper batsmen bowlers openers spinners strikers defenders midfielders goalkeepers forwards wingers \
    lawyers singers actors players drivers students analysts economists doctors teachers journalists writers scientists officials \
    lawmakers legislators activists candidates victims suspects witnesses leaders teammate teammates team-mate team-mates rival rivals \
    newcomer qualifier wildcard frontrunner front-runner pacemaker racer rallyist harrier miler marathoner middleweight \
    welterweight heavyweight featherweight lightweight bantamweight flyweight cruiserweight challenger champion runner-up medallists \
    constituent petitioner complainant plaintiff applicant appellant respondent hawker tantrik sadhu godman crooner";

/// Prepositions of place.
pub const LOCATIVES: &str =
    "in at near from to into towards toward around across outside inside through between off via within";

/// Lower-case words inside the names of organisations and places.
pub const CONNECTORS: &str = "of and the for de la du des del & on in to at y e und et und-der";

/// Words between an article or nationality and a title.
pub const MODIFIERS: &str = "former late acting interim deputy vice chief senior junior incoming outgoing newly-elected then ex \
    assistant associate executive foreign defence defense finance interior health education justice trade opposition first second \
    current prime national federal state regional local veteran lead longtime fellow co-chair under brigadier lieutenant major attorney \
    managing general majority minority shadow crown grand supreme";

/// Well-known organisations, makers, papers, clubs and products of one word.
pub const BRANDS: &str = "google microsoft apple amazon facebook meta twitter youtube instagram whatsapp tiktok telegram netflix yahoo \
    wikipedia bing ebay paypal uber airbnb tesla spacex boeing airbus lockheed raytheon northrop toyota honda nissan mazda suzuki hyundai kia \
    volkswagen bmw mercedes daimler porsche renault peugeot citroen fiat ferrari ford chrysler samsung huawei xiaomi lenovo sony panasonic \
    toshiba hitachi nintendo nokia ericsson siemens bosch philips intel nvidia ibm oracle cisco hp dell pfizer moderna astrazeneca novartis \
    roche bayer merck sanofi nestle unilever danone coca-cola pepsi pepsico starbucks mcdonald's ikea walmart carrefour tesco gazprom rosneft \
    lukoil naftogaz aramco petrobras pemex pdvsa exxon exxonmobil chevron bp shell total totalenergies eni enron halliburton citigroup \
    citibank jpmorgan hsbc barclays ubs reuters bloomberg xinhua tass interfax itar-tass kyodo yonhap afp ap dpa bbc cnn cbs nbc abc fox \
    aljazeera al-jazeera al-arabiya itv pbs npr voa izvestia pravda kommersant haaretz maariv der-spiegel spiegel lemonde bild asahi yomiuri \
    juventus inter milan lazio fiorentina barcelona arsenal chelsea liverpool everton tottenham bayern ajax feyenoord psv benfica porto \
    celtic rangers flamengo santos palmeiras boca yankees mets dodgers lakers celtics knicks bulls cowboys patriots eagles packers steelers \
    hamas hezbollah hizbollah fatah taliban taleban isis isil daesh al-qaeda al-qaida al-shabaab boko-haram pkk ypg farc eta ira plo knesset \
    bundestag bundesrat duma rada sejm riksdag storting folketing diet likud kadima labor shas meretz cdu csu spd fdp afd bjp anc zanu-pf \
    nato eu un asean opec unicef unesco who imf wto wfp iaea interpol europol fifa uefa ioc nasa esa cia fbi nsa dea irs mi5 mi6 mossad isi \
    fsb kgb gru pentagon kremlin nirvana coldplay u2 abba beatles metallica radiohead linux windows iphone ipad android chrome firefox \
    playstation xbox soyuz apollo endeavour hubble cassini greenpeace amnesty oxfam solidarity pemex avianca lufthansa ryanair qantas emirates";

/// Cities and regions that news names often, one word each.
pub const CITIES: &str = "london paris berlin rome madrid lisbon vienna zurich geneva bern brussels amsterdam rotterdam hague hamburg munich \
    frankfurt cologne stuttgart dresden leipzig milan naples turin venice florence bologna palermo barcelona valencia seville bilbao porto \
    marseille lyon toulouse bordeaux strasbourg lille nice dublin belfast edinburgh glasgow manchester birmingham liverpool leeds bristol cardiff \
    oxford cambridge oslo bergen stockholm gothenburg malmo copenhagen aarhus helsinki tampere reykjavik tallinn riga vilnius warsaw krakow \
    gdansk lodz prague brno bratislava budapest bucharest sofia plovdiv belgrade zagreb ljubljana sarajevo mostar srebrenica pristina skopje \
    tirana athens thessaloniki istanbul ankara izmir diyarbakir gaziantep moscow petersburg leningrad kazan sochi grozny vladivostok novosibirsk \
    yekaterinburg kyiv kiev kharkiv odesa odessa lviv donetsk luhansk mariupol kherson zaporizhzhia crimea sevastopol minsk brest chisinau \
    tbilisi yerevan baku astana almaty tashkent samarkand bishkek dushanbe ashgabat kabul kandahar herat jalalabad kunduz helmand ghazni islamabad \
    karachi lahore peshawar quetta rawalpindi multan faisalabad swat waziristan delhi mumbai bombay kolkata calcutta chennai madras bangalore \
    bengaluru hyderabad pune ahmedabad gujarat punjab kashmir srinagar kerala goa assam bihar manipur dhaka chittagong colombo kandy jaffna \
    kathmandu pokhara thimphu yangon rangoon mandalay naypyitaw rakhine bangkok phuket pattaya vientiane hanoi saigon hue danang phnom penh kuala \
    lumpur penang johor sabah sarawak singapore jakarta surabaya bandung bali aceh sumatra java sulawesi papua manila cebu davao mindanao \
    luzon marawi dili beijing shanghai guangzhou shenzhen chongqing tianjin wuhan chengdu nanjing xian hangzhou xinjiang tibet lhasa urumqi \
    macau taipei kaohsiung taichung tokyo osaka kyoto nagoya sapporo fukuoka hiroshima nagasaki okinawa fukushima seoul busan incheon daegu \
    pyongyang kaesong ulaanbaatar baghdad basra mosul fallujah kirkuk erbil najaf karbala tikrit ramadi damascus aleppo homs idlib raqqa deraa \
    beirut tripoli sidon amman jerusalem haifa gaza rafah ramallah nablus jenin hebron bethlehem tel aviv eilat golan riyadh jeddah mecca medina \
    doha manama abu dhabi dubai sharjah muscat sanaa aden taiz hodeidah tehran isfahan shiraz tabriz mashhad qom cairo alexandria suez sinai \
    benghazi misrata sirte tunis sfax algiers oran rabat casablanca marrakesh fez khartoum darfur omdurman juba addis ababa asmara mogadishu \
    kismayo hargeisa puntland somaliland nairobi mombasa kisumu kampala entebbe kigali bujumbura goma bukavu kinshasa lubumbashi brazzaville \
    dodoma zanzibar lilongwe blantyre lusaka harare bulawayo maputo beira johannesburg pretoria durban soweto bloemfontein windhoek gaborone \
    luanda libreville yaounde douala bangui ndjamena niamey agadez ouagadougou bamako timbuktu gao dakar banjul bissau conakry freetown monrovia \
    abidjan yamoussoukro accra kumasi lome cotonou lagos abuja kano kaduna ibadan maiduguri jos enugu washington boston chicago philadelphia \
    houston dallas austin phoenix denver seattle portland atlanta miami orlando tampa detroit cleveland cincinnati pittsburgh baltimore \
    milwaukee minneapolis memphis nashville baton rouge vegas hollywood brooklyn manhattan bronx queens harlem california texas florida ohio \
    michigan illinois pennsylvania virginia georgia carolina dakota alabama mississippi louisiana tennessee kentucky missouri iowa kansas \
    nebraska oklahoma colorado utah nevada arizona oregon idaho montana wyoming alaska hawaii maine vermont connecticut massachusetts maryland \
    delaware wisconsin minnesota indiana arkansas toronto montreal vancouver ottawa calgary edmonton winnipeg quebec ontario alberta manitoba \
    saskatchewan mexico tijuana monterrey guadalajara cancun chiapas oaxaca sinaloa havana kingston nassau bridgetown caracas maracaibo bogota \
    medellin cali cartagena quito guayaquil lima cusco arequipa santiago valparaiso concepcion buenos aires rosario cordoba montevideo asuncion \
    brasilia sao paulo rio janeiro salvador recife fortaleza manaus amazonas paramaribo georgetown cayenne sydney melbourne brisbane perth \
    adelaide canberra darwin hobart tasmania queensland auckland wellington christchurch dunedin suva nadi honiara moresby apia nukualofa \
    europe asia africa america americas antarctica oceania balkans caucasus scandinavia siberia sahara sahel mediterranean atlantic pacific arctic \
    england scotland wales ulster bavaria saxony catalonia sicily sardinia corsica normandy brittany flanders wallonia transylvania kosovo \
    chechnya dagestan abkhazia ossetia transnistria nagorno-karabakh kurdistan anatolia mesopotamia galilee judea samaria hormuz";
