//! Sentences with blanks, from which invented articles are made: how news introduces persons, comes back to them by
//! surname, and names things that are no persons.
//!
//! `{P1}` full name, `{S1}` the short form used later, `{G1}` given name, `{I1}` initials and surname, `{T}` title,
//! `{R}` occupation, `{N}` nationality, `{L}` place, `{O}` organisation, `{D}` weekday, `{M}` month, `{A}` age, `{X}` a
//! capitalised thing that is neither, `{W}` a name that is no person's. `<O ... >` and `<L ... >` enclose the name of an
//! organisation or a place.

/// Sentences that introduce a person in full.
pub const INTRODUCTIONS: &str = "\
U.N. Secretary-General {P1} arrived in {L} on {D} .
United Nations Secretary-General {P1} called on both sides to stop .
The statement came as U.N. Secretary General {P1} met officials in {L} .
NATO Secretary General {P1} told reporters that talks would go on .
UN chief {P1} and <O European Union> foreign policy chief {P2} were told .
The minister is to meet with Secretary of State {P1} {D} .
Deputy Secretary of State {P1} visited {L} , officials say .
U.S. Defense Secretary {P1} and British Foreign Secretary {P2} met in {L} {D} .
Attorney General {P1} {D} faced questions from senators .
{T} {P1} {D} ruled out early elections .
{T} {P1} says his country will not yield .
{N} Defense Minister {P1} {D} met with {P2} , his {N} counterpart .
Prime Minister-designate {P1} and outgoing Prime Minister {P2} shook hands .
{L} 's President {P1} , {T} {P2} and {O} leader {P3} signed the accord .
The visit of {P1} to {L} ended {D} .
{N} {T} {P1} said on {D} that talks in {L} had failed .
{T} {P1} told reporters in {L} that the vote would go ahead .
{T} {P1} and {T} {P2} met in {L} on {D} .
{P1} , the {R} of {O} , resigned on {D} .
{P1} , {A} , was arrested in {L} on {D} .
{P1} , who led {O} for ten years , has died at the age of {A} .
According to {P1} , a {R} at {O} , the plan is too costly .
{N} {R} {P1} won the race in {L} .
Former {N} {T} {P1} was flown to {L} for treatment .
The {R} , {P1} , denied the charges .
{R} {P1} told {O} that no one was hurt .
\" We will not give up , \" said {P1} , {R} of {O} .
\" It was a long night , \" {P1} said .
{O} named {P1} as its new {R} .
{O} {R} {P1} declined to comment .
{O} {R} {P1} and his deputy {P2} left for {L} .
{L} {T} {P1} opened the meeting .
Lawyers for {P1} said he would appeal .
Police identified the victim as {P1} , {A} , of {L} .
Police identified the suspects as {P1} , {P2} and {P3} .
His wife , {P1} , and their son , {G2} , were not at home .
{P1} and {P2} were among those killed when the boat sank off {L} .
{T} {P1} , accompanied by his wife {P2} , arrived in {L} on {D} .
{P1} beat {P2} 6-3 6-4 in the final in {L} .
{P1} of {O} scored twice as {O} beat {O} in {L} .
{P1} ( {L} ) beat {P2} ( {L} ) 7-5 6-2
1. {P1} ( {L} ) 2:07:13
2. {P2} ( {L} ) 2:08.41
{P1} c {S2} b {S3} 43
Scorers : {P1} 12th minute , {P2} 67th
{O} - {P1} ( 34th minute ) , {P2} ( 71st )
{L} ( {O} ) - {N} {T} {P1} said on {D} he would run again .
By {P1} in {L}
{P1} , {O}
Reporting by {P1} ; editing by {P2}
{P1} contributed to this report from {L} .
Madam {P1} addressed the women of {L} .
Magistrate {P1} adjourned the case to {M} 14 .
Justice {P1} of the High Court in {L} dismissed the petition .
Councillor {P1} said residents of {L} were tired of waiting .
Councilor {P1} voted against the budget .
Brigadier {P1} took command of the troops in {L} .
Brigadier-General {P1} warned that the rebels would be crushed .
Emperor {P1} and Empress {P2} visited {L} .
King {P1} opened parliament in {L} .
Crown Prince {P1} of {L} met {T} {P2} .
Princess {P1} gave birth to a son .
Chief {P1} , a traditional ruler in {L} , called for calm .
Alhaji {P1} paid for the wells .
Datuk {P1} said {O} would look into the matter .
Sheikh {P1} led the prayers .
Imam {P1} was shot outside the mosque in {L} .
Pastor {P1} of {O} was charged with fraud .
Rev. {P1} blessed the crowd .
Archbishop {P1} condemned the attack .
Ayatollah {P1} issued the order .
Maulana {P1} said {O} would join the march .
Swami {P1} inaugurated the camp .
Lt. Gen. {P1} said {O} had no part in it .
Col. {P1} , a spokesman for {O} , gave no details .
Maj. {P1} was killed near {L} .
Sgt. {P1} , {A} , of {L} , died of his wounds .
Constable {P1} found the body .
Sen. {P1} , R-Texas , and Rep. {P2} , D-Ohio , wrote the bill .
Sen. {P1} ( D-N.Y. ) said she would vote no .
Gov. {P1} signed the law on {D} .
Ombudsman {P1} filed the case .
Public Prosecutor {P1} asked for life .
Defence lawyer {P1} said his client was innocent .
Attorney General {P1} and Solicitor General {P2} appeared for the state .
The court heard that {P1} had paid {P2} to burn the shop .
{P1} v. {P2}
{P1} was born in {L} to {P2} and {P3} .
{P1} ( born {M} 4 , 1951 ) is a {N} {R} .
{P1} , daughter of the late {T} {P2} , will stand in {L} .
{P1} Jr. succeeded his father as {R} of {O} .
{P1} III runs {O} .
Actress {P1} and director {P2} married in {L} .
The film stars {P1} , {P2} and {P3} .
Rapper {P1} performed {X} in {L} .
The novel by {P1} won the {X} .
Critics compared her to {P1} and {P2} .
{X} , directed by {P1} , opens on {D} .
Among the guests were {P1} , {P2} , {P3} and the {R} of {O} .
The president-elect , {P1} , chose {P2} as {T} .
Opposition leader {P1} called the vote a fraud .
Rebel leader {P1} rejected the truce .
Militia commander {P1} surrendered to {O} .
The {N} delegation was led by {T} {P1} .
He was replaced by {P1} .
It is the first visit by {P1} since {T} {P2} took office .
{P1} 's father , {P2} , was a {R} .
{P1} 's {N} lawyer , {P2} , said so too .
Relatives of {P1} waited outside {O} .
In {L} , {P1} lost to {P2} by 300 votes .
Photo : {P1} / {O}
PHOTO CAPTION : {P1} speaks in {L} .
Twitter user {P1} posted the film .
Villager {P1} said the water came at night .
Fisherman {P1} lost his boat .
Resident {P1} said : \" We heard shots . \"
Student {P1} , {A} , said she had not slept .
Mother-of-two {P1} blamed {O} .
Midfielder {P1} replaced {P2} after 70 minutes .
Coach {P1} praised goalkeeper {P2} .
Skipper {P1} won the toss and chose to bat .
Left-arm spinner {P1} took four wickets .
Analysts such as {P1} of {O} doubt it .
Economist {P1} expects growth of 3 percent .
Chairman {P1} , Vice-Chairman {P2} and Secretary {P3} signed .
Tan Sri {P1} will chair the board .
U.S. {T} {P1} spoke to {N} {T} {P2} by telephone .
Special Envoy {P1} flew to {L} .
U.N. envoy {P1} urged both sides to stop .
The late {P1} was buried in {L} .
Supporters of jailed {R} {P1} marched through {L} .
One of them , {P1} , said he was paid .
Mr. {P1} and Mrs. {P2} own the farm .
Dr {P1} , a {R} at {O} , led the study .
Prof. {P1} teaches at {O} .
Commissioner {P1} promised an inquiry .
Superintendent {P1} said two men were held .
Ambassador {P1} was recalled from {L} .
Elder {P1} , of the {N} people , welcomed the ruling .
Paramount chief {P1} asked the youth to stay calm .
Minister for Health {P1} apologised .
Deputy Prime Minister and Minister of Finance {P1} presented the budget .
Director-General {P1} of {O} warned of hunger .";

/// Sentences that come back to persons who were introduced.
pub const FOLLOW_UPS: &str = "\
{S1} said the talks would go on .
{S1} told reporters he had no regrets .
Mr. {S1} said it was too early to say .
Mr {S1} added that no date was set .
Ms. {S1} has been in office since 2011 .
Mrs {S1} , {A} , lives in {L} .
Dr. {S1} was not available for comment .
On {D} , Mr. {S1} flew to {L} .
But {S1} denied it .
\" I am innocent , \" {S1} said .
\" We have no choice , \" said {S1} .
\" That is a lie , \" {S1} told {O} on {D} .
{S1} and {S2} have not spoken since .
{S1} and {S2} met again on {D} .
{S1} , {S2} and {S3} were later released .
{S1} , meanwhile , returned to {L} .
{S1} 's lawyer said he would appeal .
{S1} 's party won 40 seats .
Supporters of {S1} burned tyres in {L} .
Critics of {S1} say he is too close to {O} .
The {S1} administration rejected the report .
The {S1} government fell in {M} .
The {S1} family has owned the mine for years .
The {S1} campaign raised more than {S2} 's .
The {S1} trial opens on {D} .
The {S1} brothers fled to {L} .
A spokesman for {S1} declined to comment .
A court in {L} sentenced {S1} to five years .
Police arrested {S1} on {D} at his home in {L} .
Prosecutors accused {S1} of beating {S2} .
{S1} {D} ruled out a deal with {O} .
{S1} {D} said he would leave .
{O} said {S1} would stay .
{O} had planned to meet with Mr. {S1} {D} .
In {L} , {S1} was met by {T} {S2} .
{T} {S1} will travel to {L} in {M} .
{T} {S1} and {T} {S2} disagreed .
President {S1} signed the decree .
Former President {S1} did not attend .
Like {S1} , he studied in {L} .
Unlike {S1} , {S2} has never held office .
After {S1} left , {S2} took over {O} .
If {S1} wins , {S2} will have to go .
When {S1} arrived , the hall was empty .
While {S1} spoke , {S2} took notes .
It was {S1} who called {S2} .
Asked about {S1} , the {R} smiled .
For {S1} , it was a second defeat .
With {S1} gone , {O} has no leader .
Both {S1} and {S2} are from {L} .
Neither {S1} nor {S2} has replied .
He said {S1} knew nothing .
She thanked {S1} for his help .
{S1} won in 2005 and {S2} in 2009 .
{S1} scored in the 12th minute .
{S1} had 21 points and {S2} added 17 .
{S1} beat {S2} 6-4 6-4 .
{S1} was bowled by {S2} for 12 .
{S1} ( 23 ) and {S2} ( 41 ) put on 60 .
Born in {L} , {S1} joined {O} at 19 .
{S1} married {G2} in 1988 .
{S1} is survived by his wife , {G2} .
{G1} said she loved the school .
{G1} and {G2} went home .
\" {G1} is a good boy , \" his mother said .
According to {S1} , {O} broke the law .
{S1} : No comment .
Q : What did {S1} do ?
Who is {S1} ?
{S1} wrote on Twitter that the vote was stolen .
{S1} , a {N} {R} , was born in {L} .
{S1} , who is {A} , did not speak .
{S1} , {A} , pleaded not guilty .
{S1} , of {L} , was fined .
The judge told {S1} to sit down .
Secretary of State {S1} arrived in {L} .
He met Secretary of State {S1} and Defense Secretary {S2} .
Secretary {S1} is to see Minister of Defence {S2} on {D} .
Leader of the Opposition {S1} asked Chancellor of the Exchequer {S2} to resign .
Judge {S1} adjourned the hearing .
Justice {S1} dissented .
Gen. {S1} took power in a coup .
Colonel {S1} and his men left {L} .
Senator {S1} asked for order .
Councillor {S1} said the road was unsafe .
Minister {S1} refused to answer .
Magistrate {S1} granted bail .
King {S1} has ruled since 1999 .
Pope {G1} prayed for {L} .
Pope {G1} II visited {L} .
Comrade {S1} will be remembered .
Professor {S1} disagrees .
Sheikh {S1} lives in {L} .
Haji {S1} gave land to {O} .
Uncle {G1} had a shop in {L} .
Chief {S1} wore white .
Coach {S1} blamed the referee .
Captain {S1} was out for 4 .
The two men , {S1} and {S2} , deny murder .
Voters preferred {S1} to {S2} .
A letter from {S1} to {S2} was read out .
Between {S1} and {S2} there is little love .
{S1} allies said {S2} had lied .
{S1} aides called it a success .
Anti-{S1} protesters marched in {L} .
Late on {D} {S1} called for calm .
Earlier , {S1} had told {O} a different story .
Yesterday {S1} was in {L} .
Last week , Mr. {S1} ordered an inquiry .
In a statement , {S1} said {O} was wrong .
In his speech , {S1} praised {S2} and attacked {O} .
{S1} is expected in {L} on {D} .
{S1} has been accused of taking bribes from {O} .
{S1} 's successor has not been named .
{S1} 's wife and {S2} 's brother were present .
{P1} was not there .
{P1} declined to comment .
{I1} signed for {O} .
{I1} and {I2} led the attack .
( {S1} )
{S1} ,
{S1} 's";

/// Sentences without persons, full of names of other things.
pub const OTHERS: &str = "\
Typhoon {W} passed over {L} on {D} , flooding towns .
Hurricane {W} killed 130 people in {L} .
Tropical Storm {W} weakened before it reached {L} .
Cyclone {W} has cut off thousands of people in {L} .
Forecasters said Hurricane {W} was moving towards {L} .
She suffers from {W} 's disease .
{O} and {O} signed a deal in {L} on {D} .
{O} shares fell 3 percent in {L} .
{L} and {L} broke off relations .
The {N} army took {L} and {L} .
{O} beat {O} 3-1 in the {X} .
{X} hit {L} on {D} , killing dozens .
The {X} will be held in {L} in {M} .
{L} , {M} 3 ( {O} ) - Prices rose again .
{O} said {L} was safe .
The newspaper {O} reported the story on {D} .
Flights from {L} to {L} were cancelled .
{N} and {N} officials met in {L} .
The <O {S1} Foundation > gave {O} a grant .
<O {S1} University > is in {L} .
The {S1} Prize went to {O} .
<O {S1} & Sons > closed its shop in {L} .
<O {S1} Motors > and <O {S2} Industries > will merge .
The case is {S1} v. {O} .
The <L {G1} {S1} Airport > was closed .
<L {S1} Street > in {L} was blocked .
<L {S1} County > voted no .
<L Lake {S1} > is dry .
The port of {L} reopened .
{L} residents fled to {L} .
The Battle of {L} lasted a month .
The {N} press called it {X} .
It won the {X} and the {X} .
Fans of {O} sang in {L} .
The {O} meets on {D} .
Operation {X} ended on {D} .
He read {X} and {X} .
WORLD NEWS
BREAKING : {L} SHAKEN BY QUAKE
Happy New Year from {L} !
Good Friday is a holiday in {L} .
Thank You For Reading
The <O University of {L} > closed .
From {L} the road runs through {L} and {L} to the coast .
Trains between {L} , {L} and {L} were late .
Troops moved on {L} , south of {L} , after the fall of {L} .
In {L} , the market was empty .
{L} was quiet on {D} .
{L} , {A} miles from {L} , has no doctor .
Farmers in {L} and {L} lost their maize .
The {X} and the {X} played to full houses .
{X} sold more copies than {X} .
Listen to {X} by {X} .
The ferry {X} sailed for {L} .
{X} reached {L} on {D} with winds of {A} miles an hour .
{L} 1 {L} 0
<O {L} > 2 <O {L} > 1
<O {L} > drew with <O {L} > .
<O {L} > beat <O {L} > on penalties .
The <O {L} Times > and the <O {L} Post > said so .
The <O Bank of {S1} > was robbed .
The <L {S1} River > rose .
<L Mount {S1} > is closed to climbers .
<L Port {S1} > was shelled .
The <O {S1} Institute > said prices fell .
<O {S1} , {S2} & Partners > will advise {O} .
Happy Birthday to You
Home Page News Sport Weather
Read More Next Story Share This
Terms of Use and Privacy Policy
Good Morning {L}
The <O Bank of {L} > cut rates .";

/// Capitalised things that are neither persons nor organisations nor places.
pub const THINGS: &str = "World Cup|Champions League|Davis Cup|Grand Prix|Olympic Games|Asian Games|Copa America|Nobel Peace Prize|\
Booker Prize|Academy Award|Grammy|Palme d'Or|Pulitzer Prize|Hurricane Maria|Hurricane Katrina|Typhoon Haiyan|Cyclone Winston|Storm Daniel|\
Good Friday|Eid al-Adha|Lunar New Year|Christmas Eve|Ramadan|Diwali|Black Lives Matter|Arab Spring|Cold War|World War II|Iron Dome|\
Boeing 737|Airbus A320|Toyota Corolla|Kalashnikov|Twitter|Facebook|WhatsApp|Bitcoin|Brexit|Ebola|Zika|COVID-19|Treaty of Rome|Paris Agreement|\
Affordable Care Act|First Amendment|Magna Carta|Koran|Bible|Quran|Mona Lisa|Hamlet|Les Misérables|Star Wars|The Kite Runner|Midnight Rain|\
Blue Horizon|Desert Storm|Enduring Freedom|Sea Breeze|Red Dawn|Endeavour|Atlantis|Discovery|Apollo 11|Soyuz|Dow Jones|Nikkei|FTSE 100|Brent|\
Democrat|Republican|Marxist|Labrador|Siberian Tiger|Santa Claus|Big Mac|Coca-Cola|English|French|Arabic|Mandarin|Swahili|Buddhist|Christian|Muslim|\
Six Nations|Super Bowl|Stanley Cup|Ashes|Wimbledon|Tour de France|Golden Globe|Oscars|Man of the Match|Order of Merit|Medal of Honor";

/// Titles as they stand before names.
pub const TITLES: &str = "President|Prime Minister|Foreign Minister|Defence Minister|Defense Secretary|Finance Minister|Interior Minister|\
Vice President|Deputy Prime Minister|Chancellor|Secretary of State|Secretary-General|Justice Minister|Health Minister|Home Secretary|Mayor|\
Deputy Mayor|Governor|Lieutenant Governor|Gov.|Senator|Sen.|Rep.|Congressman|Congresswoman|Speaker|MP|Councillor|Councilor|Councilman|Alderman|\
Judge|Chief Justice|Justice|Magistrate|Attorney General|Attorney|Prosecutor|District Attorney|General|Gen.|Lieutenant General|Lt. Gen.|Lt. Col.|\
Major General|Maj. Gen.|Brigadier|Brigadier General|Brig. Gen.|Colonel|Col.|Major|Captain|Capt.|Sergeant|Sgt.|Corporal|Private|Admiral|Rear Admiral|\
Commander|Commodore|Air Marshal|Field Marshal|Inspector|Detective|Superintendent|Sheriff|Police Chief|Constable|Commissioner|King|Queen|\
Prince|Crown Prince|Princess|Emperor|Sultan|Emir|Sheikh|Duke|Lord|Lady|Sir|Dame|Baroness|Pope|Cardinal|Archbishop|Bishop|Father|Reverend|Rev.|\
Pastor|Imam|Mullah|Maulana|Ayatollah|Rabbi|Swami|Chief|Oba|Alhaji|Datuk|Tan Sri|Ratu|Datuk Seri|Daw|Cde|Khun|Kamnan|Kabaka|Otumfuo|Igwe|PO1|SPO2|MPA|MNA|Dr.|Dr|Prof.|Professor|Mr.|Mr|Mrs.|Mrs|Ms.|Ms|Miss|Madam|\
Senor|Herr|Monsieur|Chairman|Chairwoman|Director|Director-General|CEO|Chief Executive|Ambassador|Special Envoy|Envoy|Ombudsman|Secretary|\
Under Secretary|Minister|Deputy Minister|Opposition Leader|Party Leader|Coach|Captain|Comrade|Elder|Hon.|Premier|Chief Minister|\
Commander-in-Chief|Spokesman|Spokeswoman|Chief of Staff|Vice-Chancellor|Principal|Engineer|Engr.|Barrister|Justice Minister and Attorney General";

/// Occupations in lower case.
pub const ROLES: &str = "spokesman|spokeswoman|director|chairman|president|founder|chief executive|lawyer|journalist|actor|singer|\
striker|captain|coach|goalkeeper|farmer|teacher|activist|lawmaker|minister|commander|cleric|businessman|analyst|economist|professor|\
researcher|surgeon|driver|student|editor|photographer|writer|poet|footballer|swimmer|runner|boxer|leader|secretary-general|manager|governor|\
head|vice president|senior adviser|prosecutor|judge|engineer|pilot|sprinter|jockey|cyclist|novelist|historian|\
midfielder|defender|winger|forward|fullback|prop|flanker|batsman|bowler|all-rounder|wicketkeeper|quarterback|running back|linebacker|\
receiver|kicker|shortstop|second baseman|catcher|outfielder|pitcher|reliever|left-hander|guard|center|goaltender|defenseman|rookie|\
trader|dealer|strategist|broker|treasurer|deputy|envoy|premier|wrestler|golfer|skier|rower|trainer|referee|umpire|promoter";

/// Nationalities.
pub const NATIONALITIES: &str = "Israeli|French|German|British|American|Russian|Chinese|Indian|Pakistani|Nigerian|Kenyan|South African|\
Brazilian|Mexican|Turkish|Iranian|Iraqi|Syrian|Egyptian|Saudi|Japanese|South Korean|North Korean|Thai|Filipino|Indonesian|Malaysian|\
Vietnamese|Burmese|Sri Lankan|Nepali|Bangladeshi|Afghan|Ukrainian|Polish|Hungarian|Serbian|Greek|Italian|Spanish|Portuguese|Dutch|Swedish|\
Norwegian|Ghanaian|Senegalese|Ugandan|Rwandan|Congolese|Zimbabwean|Zambian|Fijian|Samoan|Australian|New Zealand|Canadian|Argentine|Chilean|\
Peruvian|Colombian|Venezuelan|Cuban|Haitian|Jamaican|Palestinian|Lebanese|Jordanian|Yemeni|Somali|Ethiopian|Sudanese|Libyan|Moroccan|Algerian|US|UK|U.S.";
