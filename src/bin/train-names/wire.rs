//! Articles of news agencies with blanks, by subject: headline, dateline, reports, and the tables that results come in.
//!
//! Blanks are those of [`sentences`](crate::sentences), and `{K1}` initials without dots, `{U1}` the surname in capitals,
//! `{Z}` a small number, `{C}` a number with a fraction. People go up to `8`; in a line that is repeated, `1` and `2` are
//! other persons each time.

/// The articles of one subject; every text holds a template a line.
pub struct Desk {
    /// Written all in capitals, with a capital at every word, or as they stand.
    pub headlines: &'static str,
    pub reports: &'static str,
    /// Each is repeated with other persons.
    pub tables: &'static str,
}

/// The articles, by subject.
pub const DESKS: &[Desk] = &[
    // Tennis, golf, boxing.
    Desk {
        headlines: "\
Tennis - {S1} , {S2} reach last eight in {L}
Tennis - {S1} upset by {S2}
Tennis - results at {L} Open
Golf - {S1} leads by two in {L}
Golf - scores at {N} Masters
Boxing - {S1} keeps title
Boxing - {S1} to fight {S2} in {L}
Squash - {N} Open results",
        reports: "\
{L} {D} ( {O} ) - Top seed {P1} swept past {N} {P2} on {D} to reach the semifinals .
Results of first round matches in the men 's singles at the {X} on {D} ( prefix number denotes seeding ) :
{N} {P1} , seeded third , lost 6-3 2-6 7-5 to qualifier {P2} .
{S1} , who has not won here since {A} , will meet {S2} or {P3} .
{S1} broke serve in the tenth game and {S2} never recovered .
{P1} shot a five-under-par 67 to lead {P2} of {L} by one stroke .
{S1} birdied the last two holes .
A stroke back were {P3} , {P4} and {N} {P5} .
{P1} stopped {N} challenger {P2} in the seventh round on {D} .
The {A}-year-old {S1} has won {A} of {A} fights .
\" My serve was not there , \" {S1} said .
Defending champion {P1} withdrew with a back injury and was replaced by {P2} .
{S1} double-faulted at match point .
{S1} and partner {P3} beat {S2} and {P4} in the doubles .",
        tables: "\
{P1} ( {L} ) beat {P2} ( {L} ) 6-4 6-2
{Z} - {P1} ( {L} ) beat {P2} ( {L} ) 7-6 ( 7-4 ) 6-1
{Z} - {P1} ( {L} ) v {Z} - {P2} ( {L} )
{P1} , {L} , beat {P2} , {L} , 6-3 4-6 6-4 .
{P1} ( {L} ) bt {P2} ( {L} ) 15-11 15-8
{A} {P1} , {P2} ( {L} ) {A} {A}
{A} {P1} 68 70 67
{A} - {P1} ( {L} ) 69 71 , {P2} 70 70
{P1} beat {P2} {Z} and {Z}
{Z}. {P1} {L} {A} points
{P1} and {P2} ( {L} ) d. {P3} and {P4} ( {L} ) 6-2 6-4",
    },
    // Football.
    Desk {
        headlines: "\
Soccer - {S1} double sinks {O}
Soccer - {O} held at home
Soccer - {O} sign {N} {R} {S1}
Soccer - {N} first division results
Soccer - {N} league summaries
Soccer - {S1} out for six weeks
Soccer - {S1} named coach of {L}
Soccer - late goal saves {L}
Rugby Union - {S1} recalled by {L}
Rugby League - {O} thrash {O}",
        reports: "\
{L} {M} {Z} ( {O} ) - Striker {P1} scored twice as {O} came from behind to beat {O} 3-2 on {D} .
Summaries of {N} first division matches played on {D} :
{S1} headed in a {P2} cross after {Z} minutes .
{O} 's {N} midfielder {P1} was sent off for a foul on {P2} .
Goalkeeper {P1} saved a penalty from {S2} in injury time .
Coach {P1} , who replaced {P2} in {M} , left out {P3} and {P4} .
Team : 1 - {P1} ; 2 - {P2} , 4 - {P3} , 5 - {P4} , 3 - {P5} ; 6 - {P6} , 8 - {P7}
Team : {P1} , {P2} , {P3} ; {P4} , {P5} ( captain ) , {P6} ; Reserves : {P7} , {P8}
Squad : Goalkeepers - {P1} ( {O} ) , {P2} ( {O} ) . Defenders - {P3} ( {O} ) , {P4} ( {O} ) . Forwards - {P5} ( {O} ) .
{O} : {S1} ; {S2} , {S3} , {S4} , {S5} ; {S6} ( {S7} 75 ) , {S8} .
Substitutes {P1} and {P2} combined for the winner .
Referee {P1} of {L} showed four yellow cards .
{S1} limped off and {S2} took his place .
{S1} 's equaliser came against the run of play .
\" We were asleep , \" {S1} told reporters .
Full back {P1} and flanker {P2} return for the test against {L} .
<O {L} > 's {P1} kicked three penalties and {P2} dropped a goal .
Former {O} and {L} captain {P1} takes charge of <O {L} United > on {D} .",
        tables: "\
<O {L} > {Z} ( {P1} 12 , {P2} 67 ) <O {L} > {Z} ( {P3} 40 , penalty )
<O {L} > {Z} ( {S1} 5 , {S2} 43rd pen ) <O {L} > {Z}
<O {L} > {Z} {P1} ( 30th minute ) , {P2} ( 71st ) <O {L} > {Z} {P3} ( 12th )
Scorer : {P1} ( 34 )
{A} {P1} ( {O} )
{Z} {P1} ( {L} , {O} ) , {P2} ( {L} , {O} )
{P1} ( {O} ) 1-0
{P1} ( {O} ) {Z}
<O {L} > {Z} <O {L} > {Z} ( halftime 1-0 ) Scorers : {P1} ( 9th minute ) , {P2} ( 88th ) . Attendance : 12,000
<O {L} > : Tries - {P1} , {P2} . Penalty - {P3} ( {Z} ) . Conversion - {S3}",
    },
    // Cricket.
    Desk {
        headlines: "\
Cricket - {S1} hits century as {L} pile up runs
Cricket - {L} {A} for {Z} at close
Cricket - {L} v {L} final scoreboard
Cricket - {S1} puts {L} on top
Cricket - {L} name squad for {X}",
        reports: "\
{P1} took five for {A} as {L} bowled out {L} for 182 on the second day of the first test .
{S1} and {S2} put on {A} for the fourth wicket .
{S1} was caught behind off {P2} for {A} .
Opener {P1} ( {A} ) and {P2} ( {A} not out ) gave {L} a steady start .
Off-spinner {P1} had {P2} stumped by {P3} .
Squad : {P1} ( captain ) , {P2} , {P3} , {P4} , {P5} , {P6} ( wicketkeeper ) .
Did not bat : {K1} , {K2} , {K3} .
To bat : {I1} , {I2} , {I3} , {I4}
Bowling ( to date ) : {S1} 12-3-43-2 , {S2} 9-1-30-0 ( 1w ) , {S3} 4-0-17-1
Bowling : {S1} 20-5-61-3 ( nb-2 ) , {S2} 14-3-32-1 .
Toss : {L} . Umpires : {P1} and {P2} .
Man of the Match : {P1} .
Skipper {P1} declared at tea .
Not out batsmen : {P1} {A} , {P2} {Z}
Fall of wickets : 1-23 ( {S1} ) , 2-58 ( {S2} ) , 3-61 ( {S3} ) .",
        tables: "\
{K1} c {S2} b {S3} {A}
{I1} c {S2} b {S3} {A}
{P1} lbw b {S2} {Z}
{K1} run out {A}
{K1} not out {A}
{I1} c and b {S2} {A}
{P1} c sub b {P2} {A}
{I1} b {S2} 0
{K1} st {S2} b {S3} {Z}
{P1} run out ( {S2} ) {A}",
    },
    // Athletics, cycling, skiing, swimming, motor sport.
    Desk {
        headlines: "\
Cycling - {S1} wins stage in {L}
Cycling - {X} overall standings
Athletics - {S1} breaks world mark
Athletics - {L} Grand Prix results
Alpine skiing - {S1} wins {L} downhill
Motor racing - {S1} on pole
Rallying - {S1} leads in {L}
Swimming - {N} championships results
Biathlon - {S1} first in {L}
Figure skating - {S1} , {S2} take gold
Motorcycling - {S1} wins in {L}",
        reports: "\
Leading results of the women 's World Cup race in {L} on {D} :
{N} sprinter {P1} ran the second-fastest 200 metres of the year .
{P1} held off {P2} in a sprint to the line after {A} kilometres .
{P1} of {L} was second and {N} {P2} third .
{S1} leads {S2} by {A} points with two races left .
Kenya 's {P1} and Ethiopia 's {P2} were dropped in the last lap .
{S1} 's engine failed on lap {A} .
Overall standings after the stage :
Olympic champion {P1} pulled out with a calf strain .
{O} driver {P1} crashed in practice and {P2} will race in his place .
World record holder {P1} set the pace .
{P1} cleared 2.33 metres at the first attempt .
Pole vaulter {P1} and hurdler {P2} share the prize .",
        tables: "\
{Z}. {P1} ( {L} ) {A}:{A}.{Z}
{Z}. {P1} ( {L} ) {C} seconds
{Z}. {P1} ( {L} ) {C}
{Z} . {P1} ( {L} ) {C} metres
{A} . {P1} ( {L} ) one minute {C}
{Z}. {P1} ( {L} , {O} ) same time
{Z}. {P1} {L} {A} points
{Z}. {P1} , {L} , {O} , {A} laps
{Z}. {P1} / {P2} ( {L} ) {C}
Equal {Z}. {P1} ( {L} ) and {P2} ( {L} ) 2.15
{Z} {P1} , {L} , {C}
{P1} ( {L} ) {C}
Women : {Z}. {P1} ( {L} ) {A}:{A}
{Z}. {L} ( {P1} , {P2} , {P3} , {P4} ) {C}",
    },
    // American leagues.
    Desk {
        headlines: "\
Baseball - {S1} blanks {O}
Basketball - {S1} scores {A} as {O} win
Hockey - {S1} nets hat trick
NFL {N} football - {S1} traded to {O}
NBA basketball - standings after {D} 's games
MLB baseball - {O} sign {S1}
NHL ice hockey - results of {D} games",
        reports: "\
{L} at {L} , {D}
In {L} , {P1} hit a three-run homer in the eighth inning to lift <O {L} > past <O {L} > 5-4 .
{P1} ( 12-7 ) allowed five hits in {Z} innings and {P2} got the save .
{S1} , who had two hits , scored on a single by {P2} .
{P1} and {P2} homered off {P3} in the fifth .
{S1} threw for 248 yards and two touchdowns , and {P2} ran for {A} .
{P1} had {A} points and {A} rebounds and {P2} added {A} for <O {L} > .
{P1} made {A} saves and {P2} scored his {A}th goal .
{O} coach {P1} benched {S2} in the third quarter .
Right-hander {P1} was placed on the disabled list .
Outfielder {P1} was recalled from <O {L} > .
The {O} placed {P1} on waivers and activated {P2} .
At {L} , {P1} struck out {A} .
{O} guard {P1} missed both free throws .
Rookie {P1} singled in {P2} with two out .",
        tables: "\
{O} {Z} {O} {Z} - W - {P1} ( {Z}-{Z} ) . L - {P2} ( {Z}-{Z} ) .
HR - {L} : {P1} ( {A} ) .
{P1} , {O} , {C}
{L} - {P1} {Z}-{A} {Z}-{Z} {A} , {P2} {Z}-{Z} 0-0 {Z}
First period - 1 , {O} , {S1} {Z} ( {S2} , {S3} ) , 6:12 .
Goals - {P1} , {P2} . Assists - {P3} .
Passing - {S1} 21-34-2 , 248 . Rushing - {S2} {A}-{A}",
    },
    // Markets and companies.
    Desk {
        headlines: "\
{O} says chairman {S1} to retire
{O} appoints {P1} finance director
{L} shares close higher , volume thin
{O} six-month net profit up
{N} bonds slip after {S1} speech
Fed 's {S1} sees no rate change
Analysts see {O} bid for {O}
New issue - {O} launches bond",
        reports: "\
{L} {M} {Z} ( {O} ) - {N} stocks ended at a record on {D} after {T} {P1} promised tax cuts .
\" There were no buyers , \" said {P1} , a dealer at <O {S2} Brothers > .
{P1} , head of research at <O {S2} Securities > in {L} , expects a rate rise in {M} .
<O {S1} & Co > analyst {P2} cut his rating on {O} to hold .
<O {S1} and {S2} > said profit fell .
{O} chief executive {P1} said the deal with <O {S2} Inc > would close in {M} .
Shares in <O {S1} > rose 12 pence to 340 .
The {X} index fell 0.{Z} percent to {A}.{A} .
Traders said <O {L} Metals > and <O {L} Bank > led the losers .
Central bank governor {P1} told {O} inflation was slowing .
Economist {P1} of <O {L} University > said {S2} was wrong .
-- {P1} , {L} newsroom +44 171 542 {A}
-- {L} newsroom , {P1} , 371-721-{A}
( {P1} )
Chairman : {P1} . Managing director : {P2} .
<O {S1} {S2} > , a unit of {O} , declined to comment .",
        tables: "\
{O} {C} {C} +{C}
-- {O} says {S1} to resign over loan .
- {T} {P1} to visit {L} in {M} .
{P1} {A} {R} {O}
{M} {Z} - {P1} , {O} chairman , speaks in {L} .",
    },
    // Press digests and diaries.
    Desk {
        headlines: "\
{N} press digest - {M} {A}
{L} newspapers - {M} {A}
Diary of political events to {M} {A}
Birthdays on {M} {A}
Today in history - {M} {A}",
        reports: "\
These are the leading stories in the {N} press on {D} . Reuters has not verified these stories .
{T} {P1} and {T} {P2} discussed the budget .
{O} leader {P1} dismissed {P2} , who had criticised {S1} .
{P1} leaves hospital after operation .
Born on this day : {P1} , {N} {R} ; {P2} , {R} ; {P3} , {N} {R} .
{P1} was crowned king of {L} .
{P1} , {N} {R} and author of {X} , died .
{N} {T} {P1} arrives for three-day visit .
{L} - {P1} speaks at {O} dinner .",
        tables: "\
- {T} {P1} says {O} will not be sold .
- {N} {T} {P1} to meet {T} {P2} in {L} .
1{A}{Z} - {P1} , {N} {R} , born in {L} .
18{A} - {P1} , {N} {R} , died .
{D} {M} {A} - {T} {P1} visits {L} ( to {M} {A} ) .
* {P1} : \" No talks with {S2} . \"",
    },
    // Politics and diplomacy.
    Desk {
        headlines: "\
{N} {T} {S1} arrives in {L}
{S1} sworn in as {N} {T}
{S1} and {S2} in dead heat
{S1} calls snap election
Cabinet of {T} {S1}
{N} parliament rejects {S1}
{N} opposition says {S1} must go
{S1} tells {S2} : talk or go",
        reports: "\
{L} {D} ( {O} ) - {N} {T} {P1} on {D} accused {T} {P2} of stalling over {X} .
{L} , {M} {Z} ( {O} ) - {P1} was sworn in as {T} of {L} .
{S1} and {S2} held talks in {L} , with {N} {T} {P3} as host .
Voters will choose between {P1} , {P2} and {P3} .
Talks between {S1} and {S2} broke up without a date for the next round .
Presidents {P1} , {P2} and {P3} signed the pact .
Foreign ministers {P1} of {L} and {P2} of {L} shook hands .
Senators {P1} and {P2} voted no .
{S1} 's {O} won {A} seats , {S2} 's {O} {A} .
{S1} , {S2} and others boycotted the session .
{T} {P1} sacked {T} {P2} and put {P3} in his place .
The following is the cabinet of {N} {T} {P1} :
State television said {P1} , the son of {P2} , had been named heir .
{P1} 's predecessor , {P2} , served two terms .
Ex-{T} {P1} , {A} , returned from exile in {L} .
{N} Vice-President {P1} , a {N} ally of {S2} , stepped down .
Under {S1} , the economy shrank .
{S1} 's aides , {P2} and {P3} , were seen at {L} airport .
{O} spokesman {P1} , quoted by {O} , said {S2} was well .
Deputy Minister of Mines {P1} said so too .
Secretary of Agriculture {P1} cut the ribbon .
Madam {P1} , {T} for Women , thanked Hon. {P2} .
Undersecretary {P1} met Congressman {P2} and Mayor {P3} .
Member of parliament {P1} ( {O} , {L} ) walked out .
{P1} MP said the bill was dead .
Governor-General Sir {P1} opened the session with Lady {P2} .",
        tables: "\
{T} : {P1}
{T} - {P1} ( {O} )
{T} .. .. .. {P1}
- {T} : {P1} *
{P1} ( {O} ) {A}.{Z} percent
{P1} , {O} , {A}.{Z} pct
{L} : {P1} ( {O} ) elected",
    },
    // Courts and crime.
    Desk {
        headlines: "\
{L} court frees {S1}
{S1} pleads not guilty
Jury hears tape of {S1}
{S1} gets {A} years for fraud
Two held over killing of {P1}
Prosecutor : {S1} lied under oath",
        reports: "\
{L} ( {O} ) - A court in {L} jailed {P1} , {A} , for life on {D} for the murder of {P2} .
Magistrate {P1} remanded {P2} and {P3} until {M} {A} .
Justices {P1} and {P2} reserved judgment .
High Court judge {P1} sat with assessors {P2} and {P3} .
Advocate {P1} appeared for {P2} , Senior Counsel {P3} for the state .
{S1} and co-accused {P2} , {P3} and {P4} deny the charges .
{S1} told {T} {S2} he had never met {S3} .
Police Superintendent {P1} said {S2} , a {R} from {L} , was shot twice .
Deputy Inspector General of Police {P1} said the gang was led by {P2} alias {G3} .
Detective Sergeant {P1} took the stand .
The victims were named as {P1} , {A} , his wife {P2} , {A} , and {P3} , {Z} .
Mr Justice {S1} told Mr {S2} to go on .
Cross-examined by {S1} , {S2} said he could not remember .
The accused , {P1} ( {A} ) , of {L} , has not yet pleaded .
DSP {P1} and SHO {P2} led the raid .
First Information Report names {P1} , {P2} and {P3} .
Coroner {P1} said {S2} drowned .
Barrister {P1} asked why {S2} was not called .
{P1} s/o {P2} was produced before Magistrate {P3} .
{P1} ( in black cap ) is led away by police in {L} .",
        tables: "\
{P1} , {A} , {R} , of {L}
{Z}. {P1} , {A} , {L}
{P1} , {A} years
{P1} : guilty
{P1} ( {A} ) , of {L} , was fined .",
    },
    // War and disaster.
    Desk {
        headlines: "\
{N} forces kill rebel chief {S1}
Warlord {S1} vows to fight on
{S1} escapes bomb in {L}
Hostages {S1} , {S2} freed
Flood toll in {L} reaches {A}
Plane crash in {L} kills {A}
Ferry sinks off {L}",
        reports: "\
{L} {D} ( {O} ) - Fighters loyal to {P1} took {L} from the men of General {P2} on {D} .
Brigadier {P1} said the {N} army had lost {A} men near {L} .
Major-General {P1} , commander of {O} , met rebel chief {P2} .
The bodies of {P1} and {P2} were flown to {L} .
Among the dead were {P1} , {P2} and {N} {R} {P3} .
{P1} , a {R} who lost his home , said no help had come .
Governor {P1} toured {L} with Brigadier {P2} .
{O} driver {P1} and nurse {P2} were freed on {D} .
\" The water came at night , \" said {P1} , a mother of four in {L} .
The pilot , Captain {P1} , and copilot {P2} survived .
Forecaster {P1} of {O} said more rain was on the way .
Villagers {P1} and {P2} walked two days to {L} .
Red Cross delegate {P1} said {L} was cut off .
{S1} 's faction holds {L} ; {S2} 's men hold {L} .
{P2} 's envoy {P1} landed in {L} .
Witness {P1} told {O} by telephone from {L} that shells were falling .
Camp manager {P1} said {O} had run out of tents .",
        tables: "\
{P1} , {A} , {R}
Private {P1} , {A} , {L}
Sgt {P1} , {L} , missing
{P1} , {L} - dead",
    },
    // Lives and deaths, arts, and the names of bands and works.
    Desk {
        headlines: "\
{N} {R} {P1} dead at {A}
{P1} , voice of {L} , dies
Film of {S1} 's life opens
{S1} wins {X}
Chronology of the life of {P1}
New album from {S1}",
        reports: "\
{P1} , the {N} {R} who sang for {T} {P2} , died on {D} . He was {A} .
Born {P1} in {L} in 19{A} , he took the name {P2} .
{S1} studied with {P2} and {P3} in {L} .
His first wife , {P1} , died in 19{A} ; they had two sons , {G2} and {G3} .
{S1} leaves a wife , {G2} , a son , {P3} , and four grandchildren .
In {X} , {P1} plays a {R} and {P2} his mother .
{P1} 's new film , {X} , with {P2} , won in {L} .
The band {X} played in {L} with singer {P1} .
{J} , a band from {L} , and {J} from {L} play on {D} .
Bands such as {J} , {J} and {J} will perform in {L} .
{J} 's {P1} wrote the songs ; {S1} sings .
{J} have sold a million albums , said {P1} of {O} .
The festival opens with {J} from {L} , {J} from {L} and {R} {P1} .
Guitarist {P1} left {J} to join {J} .
\" {J} are back , \" sang {S1} .
{O} and {O} topped the bill ; {P1} came third .
Her latest , {X} , was produced by {P1} and mixed by {P2} .
{P1} ( guitar ) , {P2} ( bass ) and {P3} ( drums ) formed {O} in 19{A} .
{P1} , better known as {G1} , was {A} .
{P1} ( 19{A}-19{A} ) was a {N} {R} .
{P1} 's portrait of {P2} fetched a record .
The paintings are by {P1} and {P2} , the music by {P3} .
Emperor {G1} and Empress {G2} opened the show .
Prince {G1} and Princess {G2} have two children , {G3} and {G4} .",
        tables: "\
{X} - {P1}
{Z}. {X} - {O}
{Z}. \" {X} \" - {P1}
19{A} - {S1} marries {P2} .
Director : {P1} . Cast : {P2} , {P3} , {P4} .
Best actor - {P1} , {X}",
    },
    // Towns and villages of Asia, Africa and the Pacific.
    Desk {
        headlines: "\
{T} {S1} opens clinic in {L}
Councillor {S1} : fix the road
Chief {S1} begs farmers to stay
Police probe death of {S1}
MLA {S1} walks out
Barangay captain {S1} shot in {L}
Senator {S1} lauds {S2}
Datuk {S1} : no compromise
{L} : {S1} meets {S2}
{S1} , {S2} reach deal
Madam {S1} opens centre in {L}",
        reports: "\
{L} : {T} {P1} has urged the people of {L} to shun violence .
The Nation has learnt that {P1} , the Permanent Secretary , wrote to {P2} .
Hon. {P1} , Member of Parliament for {L} , handed the keys to Headman {P2} .
Alhaji {P1} , Mallam {P2} and Hajiya {P3} witnessed it .
Nana {P1} , Chief of {L} , poured libation .
Otunba {P1} told our reporter that {S1} was not invited .
Oba {P1} and Chief ( Mrs. ) {P2} donated the books .
Dr. ( Mrs. ) {P1} , wife of the {T} , was the guest of honour .
Datuk Seri {P1} said Tan Sri {P2} would chair the panel .
Menteri Besar Datuk {P1} and Tengku {P2} attended .
Bupati {P1} met KH {P2} in {L} .
Kapitan {P1} and Tatay {G2} fish at night .
Assemblyman {P1} said Ah {G2} had lived there for years .
Chief Minister {P1} laid the stone ; Sarpanch {P2} thanked Shri {P3} .
Smt. {P1} and Kumari {P2} lit the lamp .
Union minister {P1} slammed {S2} over the quota .
District Collector {P1} and Superintendent of Police {P2} rushed to {L} .
Maulana {P1} , Mufti {P2} and Pir {P3} issued the fatwa .
Begum {P1} returned to {L} with her son {G2} .
Sardar {P1} and Nawab {P2} buried the feud .
Ven. {P1} Thero blessed the fishermen .
U {P1} and Daw {P2} were among those freed .
Daw {P1} met President U {P2} in {L} .
PO1 {P1} , PO3 {P2} and SPO2 {P3} died on the spot in {L} .
Kabaka {P1} and Katikkiro {P2} toured {L} .
Asantehene Otumfuo {P1} met Okyenhene {P2} .
Ooni {P1} of {L} and the Olubadan , Oba {P2} , were absent .
Kamnan {P1} of {L} and Khun {P2} fought the fire .
KH {P1} and Nyai {P2} lead the school in {L} .
Assemblymen {P1} and {P2} left the hall .
RDC {P1} and IGP {P2} closed <L {S3} Road > .
Igwe {P1} , Eze {P2} and Chief {P3} signed .
Inkosi {P1} and Induna {P2} spoke in {L} .
Litunga {P1} and Chitimukulu {P2} sent greetings .
Metropolitan {P1} and Bishop Mar {P2} blessed the church in {L} .
<L Jalan {S1} > and <L Lorong {S2} > were flooded .
The house in <L Kampung {S1} > belongs to {P2} .
A fire in <L {S1} Bazaar > killed {P2} , a trader .
<L Bukit {S1} > MP {P2} visited <L Taman {S3} > .
<L Barangay {S1} > captain {P2} was shot in <L Sitio {S3} > .
Traffic stopped at <L {S1} Chowk > and <L {S2} Nagar > .
The shrine in <L Wat {S1} > was built by {P2} .
He lives in <L Soi {S1} > , {L} .
Lawyer U {P1} said Daw {S2} was well .
Judge Daw {P1} gave {P2} seven years .
State Counsellor Daw {P1} and Senior General {P2} shook hands .
Datin Seri {P1} and Datin {P2} opened the shop .
Comm Datuk {P1} said DSP {P2} led the raid in {L} .
Khunying {P1} and M.R. {P2} gave a dinner for Phra {P3} .
Pol Gen {P1} said Pol Col {P2} would be moved to {L} .
Comr. Gen. {P1} , a former chief of {O} , and Comr. {P2} were asked .
Cde {P1} told Cde {P2} to resign . \" Cde {S2} is finished , \" he said .
Nominated MCA {P1} and {L} MP {P2} walked out with Woman Representative {P3} .
Governor {P1} of {L} and {L} Senator {P2} clashed .
{L} 's {P1} and {L} MP {P2} were jeered .
{P1} , bishop of {L} , wrote to {S2} .
Naik {P1} , Sepoy {P2} and Havildar {P3} were martyred near {L} .
Home Minister Mir {P1} and Nawab {P2} visited {L} .
MNA {P1} and MPA {P2} of {L} joined {O} .
Ro {P1} , Ratu {P2} and Adi {P3} drank kava in {L} .
{L} County Magistrate {P1} and {L} City Councilor {P2} were indicted .
Magistrate {S1} denied it ; Councilor {S2} did not .
Thousands fled {L} , {L} and {L} , said {P1} of {O} .
Legislator {P1} and City Councilor {P2} inspected {L} and {L} .
Tun {P1} was the guest of Puan {P2} .
Ratu {P1} and Adi {P2} welcomed the guests .
Tui {P1} gave the land .
Paramount chief {P1} of {L} met Sir {P2} .
Mwalimu {P1} and Mzee {P2} planted a tree .
Wing Commander {P1} ( retd ) and Air Marshal {P2} flew in .
Lt-Col {P1} and Squadron Leader {P2} survived .
Mama {G1} sells fish .
Honourable {S1} and Honourable {S2} nearly came to blows .
{S1} and {S2} were former classmates .
{P1} and {S2} are suspected of taking bribes .
{S1} asked {S2} to hand over the phone .
The couple , {P1} and {P2} , run a stall .
Ms {S1} 's mother , Madam {P2} , {A} , wept .
Madam {S1} said {G2} , her son , had left {L} .
Magistrate {P1} gave {S2} bail .
Emperor {S1} will not attend .
Councilor {S1} and Councilor {S2} voted against .
Brigadier {S1} was seen with Colonel {S2} .",
        tables: "\
{P1} , {L}
{P1} - {T}
{Z}. {P1} - {O}
{P1} , {R} , {L} : \" We want water . \"",
    },
];
