//! Digits and numerals of many scripts.

/// The zeros of the decimal digits that newspapers use beside the ASCII ones; the nine others follow each of them.
const ZEROS: [char; 19] =
    ['٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '෦', '๐', '໐', '༠', '၀', '០', '᠐', '０'];

/// The value of a decimal digit of any script.
pub(super) fn digit(character: char) -> Option<u32> {
    if character.is_ascii() {
        return character.to_digit(10);
    }
    let code = u32::from(character);
    ZEROS.iter().map(|zero| u32::from(*zero)).find(|zero| (*zero..*zero + 10).contains(&code)).map(|zero| code - zero)
}

/// Whether the digit is one of those that Persian and Urdu are written with.
pub(super) fn is_persian(character: char) -> bool {
    matches!(character, '۰'..='۹')
}

/// A number in Chinese numerals right before a year, a month or a day, its digits and its bytes: `二〇二四年`, `十二月`, `元年`.
pub(super) fn chinese(text: &str) -> Option<(u32, usize, usize)> {
    let length = text.find(|c| numeral(c).is_none()).filter(|length| (1..=24).contains(length))?;
    if !text[length..].starts_with(['年', '月', '日', '号', '號']) {
        return None;
    }
    let values: Vec<u32> = text[..length].chars().filter_map(numeral).collect();
    let (mut sum, mut digit) = (0, 0);
    if values.iter().all(|value| *value < TEN) {
        let value = values.iter().try_fold(0_u32, |sum, value| sum.checked_mul(10)?.checked_add(*value))?;
        return Some((value, values.len(), length));
    }
    for value in values {
        if value < TEN {
            digit = value;
        } else {
            // "十二" is twelve, "二十" twenty, "廿" twenty.
            sum += if value > TEN { value } else { digit.max(1) * TEN };
            digit = 0;
        }
    }
    Some((sum + digit, 2, length))
}

const TEN: u32 = 10;

fn numeral(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' | '○' => 0,
        '一' | '元' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => TEN,
        '廿' => 20,
        '卅' => 30,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_many_scripts_have_their_values() {
        for text in
            ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "๐๑๒๓๔๕๖๗๘๙", "０１２３４５６７８９"]
        {
            assert_eq!(text.chars().filter_map(digit).collect::<Vec<_>>(), (0..10).collect::<Vec<_>>(), "{text}");
        }
        assert_eq!(digit('a'), None);
    }

    #[test]
    fn chinese_numerals_count_before_a_part_of_a_date_only() {
        let cases = [
            ("二〇二四年", Some((2024, 4))),
            ("二零二四年", Some((2024, 4))),
            ("三月七日", Some((3, 1))),
            ("十月", Some((10, 2))),
            ("十二月", Some((12, 2))),
            ("二十日", Some((20, 2))),
            ("三十一日", Some((31, 2))),
            ("廿一日", Some((21, 2))),
            ("元年", Some((1, 1))),
            ("一国两制", None),
            ("年", None),
        ];
        for (text, expected) in cases {
            assert_eq!(chinese(text).map(|(value, digits, _)| (value, digits)), expected, "{text}");
        }
    }
}
