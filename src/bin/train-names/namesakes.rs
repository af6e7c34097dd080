//! Articles about what is named like persons: storms, parties, towns and firms.
//!
//! Blanks beside those of [`sentences`](crate::sentences): `{H}` a storm, ship or disease, which is no name of any kind;
//! `{B}` a party or movement and `{V}` its abbreviation, organisations both; `{Y}` a town and `{Q}` the same in
//! capitals; `{F}` a firm. Each is the same throughout an article.

use crate::wire::Desk;

/// The articles, by what they name.
pub const NAMESAKES: &[Desk] = &[
    // Storms and ships.
    Desk {
        headlines: "\
Typhoon {H} nears {L}
Hurricane {H} kills {A} in {L}
{H} leaves thousands homeless
{L} braces for {H}
Cyclone {H} : what we know
Storm {H} cuts power in {L}
After {H} , {L} counts its dead",
        reports: "\
{H} was expected to make landfall in {L} late on {D} .
Typhoon {H} , the strongest of the year , tore roofs off houses in {L} .
Hurricane {H} was moving towards {L} at {A} kilometres an hour , forecasters said .
Tropical Storm {H} weakened before it reached {L} .
Forecasters compared {H} to a storm that killed {A} people .
Forecasters say {H} was still lingering off {L} .
By {D} , {H} had become a depression .
{H} , which killed {A} people in {L} , is now over the sea .
Governor {P1} closed the schools in {L} before {H} came .
{P1} of the weather bureau said {H} would turn north .
{S1} said {H} had spared his village .
Three storms , {H} included , have crossed {L} since {M} .
Damage from {H} may exceed {A} million dollars .
The aircraft carrier USS {H} left {L} on {D} .
The crew of the {H} was taken off by helicopter .
HMS {H} joined the search , {T} {P1} said .
The ferry {H} sank off {L} with {A} people on board .
Divers went down to the {H} again on {D} .
Survivors of {H} wait for tents , aid workers say .
{L} was hit by {H} in {M} and by floods after that .",
        tables: "\
{M} {Z} - {H} hits {L} , {A} dead
{L} : {A} dead , {A} missing",
    },
    // Parties and movements.
    Desk {
        headlines: "\
{B} ( {V} ) names candidates
{B} wins in {L}
{V} quits coalition
{V} leader {S1} to stand in {L}
{S1} leaves {B} for {V} rivals
Rebels of {V} seize {L}",
        reports: "\
The {B} ( {V} ) won {A} of {A} seats , officials said on {D} .
{P1} , leader of {B} ( {V} ) , claimed victory in {L} .
{P1} of the {B} ( {V} ) party spoke in {L} .
{B} said it would not join a government under {T} {P1} .
The {V} , which {S1} founded , rejects the result .
{V} spokesman {P1} told {O} the count was false .
{B} took the town , residents said by telephone .
{B} and {O} signed a pact in {L} .
Fighters of the {B} attacked {L} on {D} , {T} {P1} said .
Supporters of {B} marched through {L} .
In {L} , {B} lost to the party of {P1} .
{P1} left {B} in {M} after a quarrel with {S2} .
{S1} 's {B} has ruled {L} since 19{A} .
The ruling {B} and the opposition will meet {D} .
{V} workers loyal to {S1} burned tyres .
Polls give {V} {A} percent and the rest to {O} .
The mouvement {B} , {V} , has split .
{B} newspaper said {S1} was ill .",
        tables: "\
{B} ( {V} ) {A} seats , {O} {A}
{P1} ( {V} ) {A}.{Z} percent
{L} : {P1} ( {V} )",
    },
    // Towns.
    Desk {
        headlines: "\
Letter from {Y}
{Y} council turns down quarry
Fire in {Y} kills {A}
{Y} mayor {S1} steps down
{N} leaders meet in {Y}
Talks open in {Y}",
        reports: "\
{Q} , {L} ( {O} ) - {P1} opened the fair on {D} .
{Q} ( Wire ) - Talks between {P1} and {P2} began on {D} .
{Q} - {T} {P1} arrived on {D} .
{Q} , {M} {Z} - Police arrested {P1} .
{Y} , {L} ( Wire ) - {N} {T} {P1} spoke on {D} .
{Y} {M} {Z} ( {O} ) - {A} people died in a fire .
In {Y} the polls open at seven .
Police in {Y} said {P1} , {A} , had been found .
{P1} was born in {Y} , {L} , in 19{A} .
The {Y} council voted nine to four against the plan of {P1} .
{Y} county counts by hand .
Residents of {Y} and {L} were told to leave .
{Y} airport was closed by fog , {P1} 's office said .
He drove from {Y} to {L} .
The road between {L} and {Y} is cut .
{P1} , of {Y} , saw it .
A bomb went off near {Y} on {D} .
{Y} , a town of {A},000 people , has no hospital .
{Y} lies on the river .
{S1} left {Y} at night .
Rain fell on {Y} .",
        tables: "\
{Y} 2 {O} 1
{Z}. {P1} , {Y}
{Y} : {P1}",
    },
    // Firms and makers.
    Desk {
        headlines: "\
{F} profit up
{F} to cut {A} jobs in {L}
{F} names {S1} to board
{O} bids for {F}
Shares in {F} fall",
        reports: "\
{F} fell two francs while {O} was little changed .
{F} cut {O} to hold .
{F} and {O} raised their forecasts in {L} .
{F} rose three percent on {D} .
Shares in {F} lost {A} pence .
Analysts at {F} expect a bid .
{P1} , an analyst at {F} , expects a rise .
{P1} of {F} said nothing .
{F} 's chairman {P1} declined to comment .
{F} said on {D} its profit rose to {A} million .
{F} reported a loss of {A} million dollars .
{F} , the maker of shoes , will close its plant in {L} .
{T} {P1} praised {F} for building a plant in {L} .
The takeover of {F} by {O} has failed .
{F} shares were suspended in {L} .
Traders said {F} had dragged the index .
A spokesman for {F} said no one was hurt .
{O} owns {A} percent of {F} .",
        tables: "\
{F} {C} {C} +{C}
{F} up {A} , {O} down {Z}
{P1} , {F}",
    },
];
