//! Japanese surnames and how they are read, and how Korean names in Chinese characters are.
//!
//! Most surnames have one reading; given names have several and are in no list here. Its surprise: `林` and `金` are Chinese and Korean
//! surnames as well, so a character alone has all readings.

/// Surnames and their reading as papers write it.
const SURNAMES: &str = "佐藤 sato 鈴木 suzuki 高橋 takahashi 田中 tanaka 伊藤 ito 渡辺 watanabe 渡邊 watanabe 山本 yamamoto 中村 nakamura 小林 kobayashi 加藤 kato \
    吉田 yoshida 山田 yamada 佐々木 sasaki 山口 yamaguchi 松本 matsumoto 井上 inoue 木村 kimura 斎藤 saito 斉藤 saito 齋藤 saito 清水 shimizu 山崎 yamazaki \
    池田 ikeda 橋本 hashimoto 阿部 abe 石川 ishikawa 中島 nakajima 前田 maeda 藤田 fujita 小川 ogawa 後藤 goto 岡田 okada 長谷川 hasegawa 村上 murakami \
    近藤 kondo 石井 ishii 坂本 sakamoto 遠藤 endo 青木 aoki 藤井 fujii 西村 nishimura 福田 fukuda 太田 ota 三浦 miura 藤原 fujiwara 岡本 okamoto 松田 matsuda \
    中川 nakagawa 中野 nakano 原田 harada 小野 ono 田村 tamura 竹内 takeuchi 金子 kaneko 和田 wada 中山 nakayama 石田 ishida 上田 ueda 森田 morita \
    柴田 shibata 酒井 sakai 工藤 kudo 横山 yokoyama 宮崎 miyazaki 宮本 miyamoto 内田 uchida 高木 takagi 安藤 ando 谷口 taniguchi 大野 ono 丸山 maruyama 今井 imai \
    高田 takada 藤本 fujimoto 武田 takeda 村田 murata 上野 ueno 杉山 sugiyama 増田 masuda 菅原 sugawara 平野 hirano 大塚 otsuka 小島 kojima 千葉 chiba 久保 kubo \
    松井 matsui 岩崎 iwasaki 桜井 sakurai 木下 kinoshita 野口 noguchi 松尾 matsuo 野村 nomura 菊地 kikuchi 菊池 kikuchi 佐野 sano 大西 onishi 杉本 sugimoto 新井 arai \
    浜田 hamada 市川 ichikawa 古川 furukawa 水野 mizuno 小松 komatsu 島田 shimada 小山 koyama 山内 yamauchi 西田 nishida 菊川 kikukawa 川崎 kawasaki 五十嵐 igarashi 北村 kitamura \
    安田 yasuda 中田 nakata 川口 kawaguchi 平田 hirata 川上 kawakami 飯田 iida 吉川 yoshikawa 服部 hattori 荒木 araki 土屋 tsuchiya 松岡 matsuoka 永井 nagai 大谷 otani 大久保 okubo \
    石破 ishiba 岸田 kishida 安倍 abe 麻生 aso 高市 takaichi 小泉 koizumi 河野 kono 茂木 motegi 野田 noda 枝野 edano 鳩山 hatoyama 福島 fukushima 玉木 tamaki 志位 shii 田村 tamura 小池 koike \
    吉村 yoshimura 松野 matsuno 西村 nishimura 上川 kamikawa 岩屋 iwaya 赤沢 akazawa 森山 moriyama 二階 nikai 甘利 amari 加藤 kato 木原 kihara 萩生田 hagiuda 世耕 seko 高村 komura \
    植田 ueda 黒田 kuroda 坂口 sakaguchi 山中 yamanaka 本庶 honjo 大隅 osumi 大江 oe 川端 kawabata 三島 mishima 是枝 koreeda 黒沢 kurosawa 濱口 hamaguchi 宮沢 miyazawa 庵野 anno \
    大坂 osaka 錦織 nishikori 羽生 hanyu 久保 kubo 三笘 mitoma 本田 honda 香川 kagawa 中野 nakano 藤川 fujikawa 藤井 fujii 井山 iyama 野茂 nomo 松坂 matsuzaka 柳田 yanagita 岡崎 okazaki 長友 nagatomo \
    細川 hosokawa 村山 murayama 橋下 hashimoto 石原 ishihara 都築 tsuzuki 若林 wakabayashi 平井 hirai 片山 katayama 鈴置 suzuoki 城内 kiuchi 赤松 akamatsu 江田 eda 蓮舫 renho 泉 izumi 林 hayashi 森 mori \
    菅 suga 東 higashi 辻 tsuji 岸 kishi 原 hara 谷 tani 堀 hori 関 seki 南 minami 星 hoshi 乾 inui";

/// Surnames of Koreans in Chinese characters.
const KOREAN: &str = "金 kim 李 lee 朴 park 崔 choi 鄭 jung 姜 kang 趙 cho 尹 yoon 張 jang 林 lim 韓 han 呉 oh 徐 seo 申 shin 権 kwon 黄 hwang 安 ahn 宋 song 洪 hong 全 chun 高 ko 文 moon 孫 son 盧 roh 潘 ban";

/// Characters of Korean given names and their syllable; of Chinese characters in any of their forms.
const SYLLABLES: &str = "正 정 恩 은 日 일 成 성 在 재 明 명 寅 인 錫 석 锡 석 悦 열 悅 열 槿 근 惠 혜 恵 혜 大 대 中 중 泳 영 三 삼 武 무 鉉 현 铉 현 博 박 基 기 文 문 \
    与 여 與 여 正 정 哲 철 英 영 姫 희 姬 희 熙 희 建 건 希 희 淑 숙 政 정 勲 훈 勋 훈 鎬 호 镐 호 浩 호 昊 호 俊 준 民 민 敏 민 敬 경 景 경 京 경 慶 경 庆 경 相 상 尚 상 星 성 聖 성 \
    圣 성 承 승 昇 승 泰 태 太 태 東 동 东 동 洞 동 秀 수 洙 수 守 수 賢 현 贤 현 顕 현 善 선 仙 선 鮮 선 用 용 龍 용 龙 용 勇 용 鏞 용 镕 용 熔 용 鎔 용 元 원 源 원 昌 창 忠 충 忠 충 學 학 \
    学 학 珍 진 真 진 眞 진 鎮 진 镇 진 振 진 宇 우 佑 우 雨 우 智 지 志 지 芝 지 賛 찬 赞 찬 燦 찬 灿 찬 燮 섭 洛 락 淵 연 渊 연 延 연 然 연 妍 연 姸 연 均 균 光 광 国 국 國 국 虎 호 永 영 榮 영 荣 영 \
    栄 영 煥 환 焕 환 桓 환 熹 희 斗 두 一 일 逸 일 順 순 顺 순 淳 순 信 신 新 신 植 식 植 식 式 식 益 익 翼 익 仁 인 濟 제 済 제 宰 재 載 재 载 재 載 재 花 화 和 화 華 화 华 화 利 리 美 미 德 덕 徳 덕";

/// The reading of a Japanese surname.
pub(super) fn reading(surname: &str) -> Option<&'static str> {
    reading_in(SURNAMES, surname)
}

/// How a surname of a Korean is written.
pub(super) fn korean_surname(surname: &str) -> Option<&'static str> {
    reading_in(KOREAN, surname)
}

fn reading_in(list: &'static str, word: &str) -> Option<&'static str> {
    let mut words = list.split_whitespace();
    while let (Some(written), Some(reading)) = (words.next(), words.next()) {
        if written == word {
            return Some(reading);
        }
    }
    None
}

/// A Korean given name in Chinese characters in its syllables.
pub(super) fn in_hangul(given: &str) -> Option<String> {
    given
        .chars()
        .map(|c| reading_in(SYLLABLES, c.encode_utf8(&mut [0; 4])).and_then(|syllable| syllable.chars().next()))
        .collect()
}

/// Surname and what stands behind it, of a text that begins with a Japanese surname of two characters or more.
pub(super) fn split_surname(text: &str) -> Option<(&str, &str)> {
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).skip(2).take(2).collect::<Vec<_>>();
    ends.into_iter().rev().map(|end| text.split_at(end)).find(|(surname, _)| reading(surname).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surnames_are_read_and_cut_off() {
        assert_eq!(reading("石破"), Some("ishiba"));
        assert_eq!(split_surname("石破茂"), Some(("石破", "茂")));
        assert_eq!(split_surname("佐々木朗希"), Some(("佐々木", "朗希")));
        assert_eq!((split_surname("習近平"), split_surname(""), split_surname("林")), (None, None, None));
    }

    #[test]
    fn a_korean_name_in_chinese_characters_has_its_own_reading() {
        assert_eq!((korean_surname("金"), in_hangul("正恩").as_deref()), (Some("kim"), Some("정은")));
        assert_eq!(in_hangul("近平"), None);
    }
}
