//! Whether a name has parts in which a father is named by a letter: `Ahmad b. Hasan`.
//!
//! Owns a list of given names that Arabs and Malays have most. The surprise: it is asked only of names with a lone `b`, which
//! everywhere else is an initial.

/// Folded.
const ARABIC: &str = "abdul abdullah abdallah abdel abdulaziz abdulrahman abu ahmad ahmed aisha ali amin amir anwar aziz bakr fahd faisal \
    fatima habib hamad hamid hamza hasan hassan hussain hussein husayn ibrahim idris ismail jaafar jamal kamal khalid khalifa mahathir \
    mahmoud mahmud malik maktoum mohamad mohamed mohammad mohammed mohd muhammad mustafa nasser nayef omar osama othman rahman \
    rashid razak saad said salim salman saud siti sultan talal talib tariq umar usama uthman walid yahya yusof yusuf yousef zayed";

/// Whether a folded part of a name is a frequent Arabic or Malay given name.
pub(super) fn is_arabic(part: &str) -> bool {
    ARABIC.split_whitespace().any(|known| known == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_given_names_are_known() {
        assert!(is_arabic("hasan") && is_arabic("abdul") && !is_arabic("robert") && !is_arabic(""));
    }
}
