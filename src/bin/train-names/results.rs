//! More articles of news agencies with blanks: the tables of leagues, cups, races and rings, rows of brokers, calendars; what
//! stands in them that is no person and looks like one.
//!
//! Blanks are those of [`wire`](crate::wire), and `{E}` a club, which is an organisation.

use crate::wire::Desk;

/// The articles, by subject.
pub const RESULTS: &[Desk] = &[
    // Football leagues and cups.
    Desk {
        headlines: "\
Soccer - {N} league standings
Soccer - {N} first division summaries
Soccer - {N} cup results
Soccer - {E} sink {E}
Soccer - {E} stay top , {E} lose
Soccer - {S1} late show saves {E}
Soccer - {S1} signs for {E}
Soccer - {E} sack {S1}
Soccer - nine-man {E} hold {E}
Soccer - late {S1} goal sinks {E}
Soccer - two-goal {S1} lifts {E}
Soccer - {L} v {L} squads
Soccer - {L} name squad without {S1}
Soccer - {N} championship table
Soccer - leading {N} goalscorers",
        reports: "\
Standings in the {N} first division ( tabulate under played , won , drawn , lost , goals for , goals against , points ) :
Results of {N} league matches played on {D} ( home team first , with scorers ) :
Postponed : {E} v {E} , {E} v {E} , {E} v {E}
Played {D} : {E} 2 {E} 0
Playing {D} ( home team first ) : {E} v {E} ; {E} v {E}
{E} finished with ten men after {S1} was sent off .
{P1} put {E} ahead and {P2} of {E} equalised .
{E} 's {P1} and {P2} of {E} were both booked .
{E} , without {S1} and {S2} , lost 2-0 at {E} .
{S1} crossed for {S2} to head past {P3} .
{S1} hit the bar , {S2} the post .
{P1} came on for {S2} and scored with his first touch .
{E} manager {P1} praised {S2} .
{E} 1 - {P1} ; 2 - {P2} , 5 - {P3} , 6 - {P4} ; 7 - {P5} , 8 - {P6} ; 9 - {P7} , 10 - {P8}
{E} : 1 - {S1} ; 2 - {S2} , 4 - {S3} , 5 - {S4} , 3 - {S5} ; 7 - {S6} , 8 - {S7} ; 9 - {S8}
{E} - {P1} ; {S2} , {P3} , {S4} , {P5} ; {S6} , {I7} ; {P8}
Goalkeepers : {P1} ( {E} ) , {P2} ( {E} ) ; defenders : {P3} ( {E} ) , {P4} ( {E} ) ; midfielders : {P5} ( {E} )
Defenders - {P1} ( {E} ) , {S2} ( {E} ) , {P3} , {S4} ( both {E} )
Referee : {P1} ( {L} ) .
Sent off : {S1} ( {E} ) 80 , {S2} ( {E} ) 87 .
Leading scorers : {A} - {P1} ( {E} ) . {A} - {S2} ( {E} ) , {P3} ( {E} ) .
{P1} , who cost {E} a million pounds , limped off .
\" {E} were better , \" said {S1} .",
        tables: "\
{E} {A} {A} {Z} {Z} {A} {A} {A}
{E} {A} {Z} {Z} {Z} {A} {A} {A}
{E} {Z} {E} {Z}
{E} {Z} {E} {Z} ( halftime 1-0 )
{E} v {E}
{E} {Z} ( {S1} {A} ) {E} {Z} ( {S2} {A} , {S3} {A} pen )
{E} {Z} ( {S1} {A} , {A} , {P2} {A} ) {E} 0 . Halftime 1-0 . Attendance {A},000
{E} 1 ( {S1} {A} pen ) {E} 1 ( {S2} {A} )
{E} 0 {E} {Z} ( {S1} {Z} , {S2} 90+2 )
{E} - {S1} ( {A}th minute ) . {E} - {S2} ( {A} )
{A} - {P1} ( {E} )
{Z} - {S1} ( {E} ) , {S2} ( {E} ) , {P3} ( {E} )
{P1} ( {E} ) , {P2} ( {E} ) , {P3} ( {E} )
{L} - {P1} ( {E} ) , {S2} ( {E} ) ; {P3} ( {E} )",
    },
    // American leagues.
    Desk {
        headlines: "\
NBA basketball - {D} 's results
NHL ice hockey - standings after {D} 's games
NFL American football - {E} beat {E}
Major league baseball - line scores
Baseball - {E} rout {E}
Basketball - {S1} lifts {E} over {E}
Ice hockey - {S1} , {S2} lead {E}
College football - {L} 24 , {L} 10",
        reports: "\
Standings after games played on {D} ( tabulate under won , lost , percentage , games behind ) :
Results of games on {D} ( home team in capitals ) :
EASTERN CONFERENCE
WESTERN DIVISION
W L PCT GB
SCHEDULE FOR {D}
{E} running back {P1} had {A} yards and {S2} threw two touchdowns .
{E} quarterback {P1} was sacked five times , twice by linebacker {P2} .
Kicker {P1} made four field goals for the {E} .
Left-hander {P1} scattered six hits and {S2} homered twice as the {E} beat the {E} 7-1 .
Shortstop {P1} and catcher {P2} drove in two runs each .
{P1} hit a solo homer off reliever {S2} in the ninth .
Goaltender {P1} stopped {A} shots for the {E} .
Center {P1} and defenseman {P2} scored in the third period .
{S1} had {A} points , {S2} {A} and {P3} {A} for {E} .
The {E} got {A} points from {P1} and {A} rebounds from {S2} .
{P1} ( 9-4 ) outpitched {P2} ( 7-8 ) .
{E} forward {P1} signed for three years ; {S2} was waived .
{E} traded {P1} to {E} for {P2} .
Home run leaders : {P1} , {E} {A} ; {I2} , {E} {A} ; {S3} , {E} {A} .
Scoring leaders : {P1} , {E} , {C} ; {S2} , {E} , {C} ; {K3} , {E} , {C}
{S1} and {S2} each scored twice ; {P3} had the other goal .
{R} {P1} was placed on the injured list .
{R} {P1} comes in for {P2} , who strained a calf .
{P1} 's jumper at the buzzer beat the {E} .
Winner : {P1} . Loser : {S2} . Save : {S3} ( {Z} ) .
{S1} , {S2} ( {Z} ) , {S3} ( {Z} ) and {S4} ; {S5} , {S6} ( {Z} ) and {S7} . W - {S2} {Z}-{Z} . L - {S6} {Z}-{Z} .
HRs - {E} , {S1} ( {A} ) , {S2} 2 ( {Z} ) .",
        tables: "\
{L} {A} {Z} .{A}{Z} -
{E} {A} {A} .{A}{Z} {Z} 1/2
<O {L} > {A} {E} {A}
{E} AT {E}
<O {L} > AT <O {L} >
{L} {Z}{Z}{Z} 000 0{Z}0 - {Z} {Z} {Z}
{P1} , {E} , {A} , {C}
{S1} and {S2} ; {S3} , {S4} ( {Z} ) and {S5} . W - {S1} {Z}-{Z} .
{E} {A} ( {S1} {A} , {S2} {A} ) - {E} {A} ( {S3} {A} )
{E} {Z} {E} {Z} ( overtime ) - {P1} , {S2} ( 2 ) ; {S3} , {P4}
{K1} , {E} , {C}
{I1} {A}-{A}-{A} ; {S2} {A}-{A}-{A}",
    },
    // Cricket and rugby.
    Desk {
        headlines: "\
Cricket - {N} county results
Cricket - scoreboard in {L} v {L} test
Cricket - {S1} , {S2} rescue {E}
Cricket - {L} {A} for four at lunch
Rugby union - {L} team to play {L}
Rugby league - {E} beat {E}
Rugby - {S1} in , {S2} out for {L}",
        reports: "\
Scoreboard at close of play on {D} in the second test between {L} and {L} :
At {L} : {E} 376 ( {K1} {A} , {I2} {A} not out ; {K3} four for {A} ) . {E} {A} for two ( {K4} {A} not out ) .
At {L} : {E} beat {E} by {Z} wickets . {E} 219 ( {P1} {A} ) and 140 ( {S2} five for {A} ) .
{L} : {P1} , {P2} , {S3} , {S4} , {P5} ( captain ) , {S6} , {P7} , {S8}
To bat : {K1} , {K2} , {S3} .
Bowling : {P1} 16-3-47-2 ( nb-4 ) , {S2} 11-1-44-0 , {P3} 13-5-21-1 , {S4} 9-2-19-1 .
{S1} had {S2} caught behind and {S3} leg before .
{S1} , {A} , and {S2} , {A} , added 118 .
{S1} bowled {S2} round his legs .
{E} , 40 without loss , lost {S1} and {S2} before tea .
{P1} replaces {P2} at hooker and {S3} is on the bench .
Team : 15 - {P1} , 14 - {P2} , 13 - {P3} , 12 - {P4} , 11 - {P5} , 10 - {P6} ; Replacements : 16 - {P7} , 17 - {P8}
{E} - {P1} ; {P2} , {P3} , {P4} ; {S5} , {P6} . Substitutes : {P7} , {S8} .
{E} : tries - {S1} ( 2 ) , {S2} ; conversions - {P3} ( 3 ) ; penalty - {S3} .
Man of the match : {S1} ( {E} ) .",
        tables: "\
{K1} c {S2} b {S3} {A}
{I1} lbw {S2} {Z}
{K1} b {P2} {A}
{S1} c {S2} b {S3} {A}
{S1} not out {A}
{S1} run out ( {S2} ) {A}
{I1} c and b {P2} {A}
{S1} {A}-{Z}-{A}-{Z} , {S2} {Z}-{Z}-{A}-{Z} , {P3} {Z}-0-{A}-0
{E} {A} {E} {A} . Tries : {P1} , {S2} . Goals : {S1} ( 3 ) .
{E} {A} {E} {A} ( halftime 10-6 )
{E} : {P1} , {S2} tries ; goals {S3} ( 2 )",
    },
    // Races and rings.
    Desk {
        headlines: "\
Motor racing - grid for {N} Grand Prix
Boxing - {S1} outpoints {S2}
Cycling - {S1} wins sprint
Swimming - results in {L}
Chess - {S1} draws with {S2}
Golf - leading {N} Open scores
Tennis - {S1} , {S2} through in {L}",
        reports: "\
{Z}. {P1} ( {L} ) <O {S2} > 1:26.{A}
{E} team boss {P1} said {S2} had been lucky .
<O {S1} > driver {P2} starts from pole beside {P3} in a <O {S4} > .
World championship standings : 1. {P1} {A} points 2. {S2} {A} 3. {P3} {A}
{P1} scored it 116-112 for {S2} , {P3} had {S4} ahead .
{P1} stopped {P2} in four ; {S3} beat {S4} on points .
Results ( white first ) : {S1} 1/2 {S2} ; {S3} 1 {S4} 0 ; {S5} 0 {S6} 1 .
Standings : 1. {S1} and {S2} 3 points , 3. {S3} 2.5 , 4. {S4} 2
{A} {P1} ( {L} ) {A} {A} , {P2} {A} {A} , {P3} ( {L} ) {A} {A}
Missed cut : {P1} ( {L} ) , {S2} , {I3} .
{S1} holed from {A} feet and {S2} three-putted .
Relay : 1. {L} ( {P1} , {P2} , {S3} , {S4} ) {C}
2. {L} I ( {P1} , {P2} )
Fastest lap : {S1} .
Did not start : {K1} , {I2} .",
        tables: "\
{Z}. {P1} ( {L} ) <O {S2} > {A} minutes {C} seconds
{Z}. {P1} ( {L} ) {E} {C}
{Z}. {I1} ( {L} ) <O {S2} >
{Z}. {P1} ( {L} ) {Z}:{A}.{A} ( {C} / {C} )
{Z} = {P1} ( {L} ) and {P2} ( {L} ) {C}
{Z}. {S1} {A} {Z}. {S2} {A} {Z}. {S3} {A}
1. {P1} ( {L} ) {C} , 2. {P2} ( {L} ) {C} , 3. {S3} ( {L} )
{P1} ( {L} ) bt {S2} ( {L} ) points
{S1} 1/2 {S2} 1/2",
    },
    // Brokers, boards and prices.
    Desk {
        headlines: "\
Research alert - <O {S1} {S2} > cuts {O}
<O {P1} > cut to hold by <O {S2} >
<O {S1} > to buy {O} unit
<O {S1} & {S2} > names {S3} chairman
{L} shares - <O {S1} > , <O {S2} > lead fall
Update - <O {S1} > sees loss , {P2} quits
{L} stocks firmer , <O {S1} > up on bid talk",
        reports: "\
<O {S1} > , <O {P2} > and <O {S3} {S4} > each fell .
<O {S1} > fell {A} pence ; <O {S2} > and <O {S3} > cut their forecasts .
<O {S1} > and <O {S2} > stood firm .
<O {S1} {S2} > , <O {P3} > and {O} bucked the trend .
<O {P1} > lost a third after chief executive {P2} was replaced by {P3} .
Shares in <O {S1} > dropped {A} percent .
-- <O {S1} {S2} > analyst {P3} raised {O} to buy .
-- <O {P1} > rates {O} a hold .
\" Exporters are tired , \" said {P1} of <O {S2} > 's research arm .
\" Rain is a rumour , \" said {P1} , a trader with <O {I2} > .
{P1} of <O {S2} {S3} > in {L} sees six dollars .
{P1} , <O {S2} Securities > , said {L} was buying .
A cargo of <O {P1} > left {L} for {L} .
<O {S1} > loads in {L} , and <O {S2} > loads another .
<O {S1} Brothers > and <O {S2} {S3} > advise the firm .
<O {S1} > hired {P2} , who ran <O {P3} > 's bakeries .
{P1} sits on the board of <O {P2} > .
A spokeswoman for <O {S1} and {S2} > , {P3} , declined to comment .
{S1} 's firm , <O {S1} & Sons > , lost money .
{O} named {P1} president . He succeeds {P2} .
<O {S1} 's > may lower its rating .
Dealers said <O {S1} > had sold , {O} bought .",
        tables: "\
<O {S1} > {C} {C} +{C}
<O {P1} > up {A} , <O {S2} > down {Z}
-- <O {S1} {S2} > cut {O} to hold from buy .
{P1} , <O {S2} > : {C} percent",
    },
    // News in short, calendars, kings.
    Desk {
        headlines: "\
World news in short
News summary at {Z} gmt
Birthdays and anniversaries
Historical calendar - {M} {A}
Prince {G1} to wed {P2}
People - {S1} sues , {S2} sings",
        reports: "\
{L} - {N} police held {P1} , {P2} 's lawyer .
{L} - {T} {P1} broke a leg . {S1} , {A} , fell from a horse .
{L} - {S1} denied he had a hand in it ; {P2} did not .
Prince {G1} , {A} , met Princess {G2} in {L} .
King {G1} sent his brother , Crown Prince {G2} .
Queen {G1} opened the bridge ; Prince {G2} was ill .
Sir {P1} won the vote ; Sir {P2} stayed away .
The former wife of Prince {G1} sells her diet .
{G1} , born {P1} in {L} , sings tonight .
{G1} , the singer , has sued {P2} .
{S1} snores , according to {P2} .
{S1} cooked for {G2} and {G3} .
{S1} , who once worked for {S2} , calls {S3} a fool .
{P1} , known as {G2} , was shot by two men .
Father of {G1} , {P2} , and {P3} called for a march .
{O} had a letter from {P1} .
{L} sends {P1} and {P2} to the talks .
{S1} heard of it from {P2} .
The parents of {G1} and {G2} , {P3} and {P4} , did so too .
{S1} told {S2} that {S3} had lied to {S4} .
{P1} of the {E} and {P2} of the {E} each claimed the lead .
{P1} of {E} and {P2} of {O} shook hands .
{R} {P1} of {L} said no .
{R} {P1} , {A} , wept .
He translated {S1} and {P2} .
{S1} , the outgoing {R} , shrugged .
{S1} , a {N} {R} , was not asked .
{L} 's {S1} sent {P2} .
{O} 's {S1} and {L} 's {S2} stayed away .
{M} {A} - {P1} , {N} {R} , born .
In {L} , {S1} meets {S2} .",
        tables: "\
1{A}{Z} - {P1} born in {L} .
1{A}{Z} - {P1} , {R} , died in {L} .
19{A} - {P1} killed {P2} .
{L} - {T} {P1} quits .
{L} - {S1} to meet {P2} .",
    },
];
