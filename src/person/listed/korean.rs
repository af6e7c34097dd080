//! Persons in Korean: a surname and syllables before a title, or behind one; foreign names are told by the title behind them.
//!
//! Particles are written together with the word before them. Its surprise: a surname is one syllable with which every tenth
//! word begins, so a name without a title counts only where the article has it with one, or the lists have the given name.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::{HALF, LISTED};
use crate::person::hangul::{is_foreign, is_hangul, split_name};
use crate::person::model::lexicon::spread_of;
use crate::person::name::fold;
use crate::person::{EntityKind, Mention, TextBlock};

/// Titles and offices behind a name.
const BEHIND: &str = "대통령 부통령 총리 부총리 국무총리 장관 차관 의원 대표 원내대표 최고위원 위원장 국무위원장 부위원장 국방위원장 총비서 총재 총장 \
    사무총장 검찰총장 사장 부사장 회장 부회장 의장 국회의장 이사장 감독 코치 선수 교수 작가 소설가 시인 배우 가수 기자 앵커 아나운서 시장 도지사 지사 군수 \
    구청장 교육감 검사 부장검사 판사 부장판사 재판관 대법관 변호사 씨 여사 양 군 님 주석 국가주석 서기장 대변인 실장 국가안보실장 비서실장 정책실장 국장 \
    부장 부부장 과장 팀장 본부장 원장 소장 청장 경찰청장 처장 수석 수석대변인 비서관 후보 예비후보 박사 대사 특사 목사 신부 스님 추기경 교황 국왕 여왕 왕세자 왕자 \
    공주 사령관 장군 대장 중장 소위 대위 대령 상원의원 하원의원 연구원 연구위원 애널리스트 이사 상무 전무 최고경영자 창업자 셰프 피디 원사 병장 경감 \
    외무상 외상 방위상 재무상 농림수산상 관방장관 전무이사 명예교수 특임교수 감사 고문 자문위원 행정관 총감독 단장 주장 외교부장 국방부장 상무위원 서기 당서기 총통 수반 최고지도자";
/// Words behind which a name stands.
const BEFORE: &str = "소설가 시인 배우 가수 평론가 감독 작가 화가 작곡가 피아니스트 바이올리니스트 지휘자 부인 남편 아들 딸 동생 형 누나 오빠 아버지 어머니 \
    변호인 변호사 공격수 수비수 미드필더 골키퍼 투수 포수 타자 주장 에이스 코미디언 개그맨 방송인 모델 래퍼 아나운서 앵커 피아니스트 총수 창업자 고 故";
/// Titles of those who are mostly foreign where their names are: any two words before them that look so are a name.
const OF_STATE: &str =
    "대통령 부통령 총리 장관 의원 주석 국가주석 사무총장 특사 위원장 국왕 교황 농림수산상 외무상 방위상 재무상 총재";
/// What may stand between a name and its title.
const BETWEEN: &str = "전 현 前 現 신임 당시 북한 미국 한국 중국 일본 러시아 우크라이나 이스라엘 이란 이라크 시리아 이집트 사우디 튀르키예 터키 인도 파키스탄 베트남 \
    태국 필리핀 인도네시아 말레이시아 싱가포르 대만 몽골 호주 뉴질랜드 캐나다 멕시코 브라질 아르헨티나 베네수엘라 쿠바 프랑스 독일 영국 이탈리아 스페인 포르투갈 \
    네덜란드 벨기에 스위스 오스트리아 폴란드 헝가리 체코 그리스 스웨덴 노르웨이 핀란드 덴마크 유엔 나토 유럽연합 외교부 통일부 국방부 법무부 교육부 환경부 노동부 \
    고용노동부 보건복지부 행정안전부 기획재정부 국토교통부 산업통상자원부 문화체육관광부 농림축산식품부 여성가족부 과학기술정보통신부 중소벤처기업부 해양수산부 \
    국무부 재무부 상무부 국방 외무 재무 법무 외교 더불어민주당 민주당 국민의힘 조국혁신당 개혁신당 진보당 정의당 공산당 노동당 공화당 자민당 서울 부산 대구 인천 광주 대전 울산 \
    경기 강원 충북 충남 전북 전남 경북 경남 제주 서울시 부산시 서울시장 국가안보실 대통령실 비서실 안보 수석 최고 노동당 집행 유럽중앙은행 중앙은행 연준 백악관 크렘린궁 크렘린 \
    총괄 공동 명예 특별 특임 담당 초대 임시 상임 삼성전자 현대차 연방 하원 상원 국회";
/// Words that begin like names and are none.
const OTHERS: &str = "정부 한국 조사 현직 신임 이번 남자 여자 주장 신인 여성 남성 이전 전임 원내 지역 공동 국내 국제 사무 주한 주미 대한 부산 서울 경기 광주 대구 인천 대전 \
    장관 안보 최고 오전 오후 강원 한편 임시 송파 황금 유럽 홍콩 이날 오늘 전날 당시 이어 이후 이상 이하 주요 전체 전국 전문 정치 정책 정보 조선 한미 한일 한중 남북 북한 \
    유엔 미국 중국 일본 시민 국민 주민 선거 경찰 검찰 법원 국회 여당 야당 민주 진보 보수 지방 지난 최근 최초 최대 최소 우리 모두 다음 이들 그는 서로 신문 방송 기자 노조 \
    노동 하지만 그러나 또한 반면 성명 문화 경제 사회 교육 주택 금융 은행 시장 지사 대표 후보 고위 고문 구청 도청 시청 군청 차기 차기의 신당 창당 여야 소속 출신 선임 수석 부인 변호 전직 강력 \
    강제 조기 조직 조합 임원 임명 장기 장애 문제 문학 양국 양측 양당 백악 백신 배우 허가 허위 남부 남편 심각 심사 노인 노벨 하나 하락 성장 성공 차량 차이 우려 우승 우크라 구조 구속 민간 민족 \
    진행 진술 나라 나머지 지원 지도 엄격 채용 원인 원유 천만 방문 방송 공개 공격 공식 현재 현장 함께 변화 여러 여기 추가 추진 도로 도시 소방 소식 소비 석유 선수 설명 마지막 연구 연설 위원 위원회 \
    표시 명령 기업 기자회견 반대 반발 금리 금지 옥상 육군 인구 인기 제도 제안 모임 국가 국방 어린이 은퇴 편지 용의자 예산 예산안 경기도 사고 사건 사람 부동산 부통령";
/// What is written together with the word before it.
const PARTICLES: &str = "은 는 이 가 을 를 의 에 에는 에도 에서는 에서도 으로는 에게도 께서는 에게 에게는 에게서 과 와 과의 와의 도 로 으로 만 까지 부터 보다 라고 이라고 라는 이라는 에 처럼 한테 께서 께 뿐 씨 인 이다 이었다 였다 란 이란 측 측은 측이 등 등이 등은 야 이나 나 랑 이랑";
/// No particle has more letters; a word may be as long as the text.
const LONGEST_PARTICLE: usize = 4;
/// How institutions end.
const INSTITUTIONS: &str = "부청원처당군시도구국단회위사장관실과팀법론안인전";
/// Behind what is named after somebody.
const NAMED_AFTER: &str =
    "대교 대로 로 길 공원 광장 기념관 재단 상 거리 공항 역 함 법 문학상 대학교 병원 미술관 박물관 경기장 컵";

struct Lists {
    behind: HashSet<&'static str>,
    before: HashSet<&'static str>,
    between: HashSet<&'static str>,
    others: HashSet<&'static str>,
    particles: HashSet<&'static str>,
    named_after: HashSet<&'static str>,
    of_state: HashSet<&'static str>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let words = |text: &'static str| text.split_whitespace().collect();
    Lists {
        behind: words(BEHIND),
        before: words(BEFORE),
        between: words(BETWEEN),
        others: words(OTHERS),
        particles: words(PARTICLES),
        named_after: words(NAMED_AFTER),
        of_state: words(OF_STATE),
    }
});

/// So many words may stand between a name and its title.
const MOST_BETWEEN: usize = 3;

struct Word<'t> {
    text: &'t str,
    start: usize,
    /// Whether a mark stands behind it.
    closes: bool,
}

impl Word<'_> {
    fn length(&self) -> usize {
        self.text.chars().count()
    }

    fn is_hangul(&self) -> bool {
        !self.text.is_empty() && self.text.chars().all(is_hangul)
    }

    /// Whether it is one of a list, with a particle or without.
    fn is(&self, list: &HashSet<&str>) -> bool {
        self.cuts().any(|at| list.contains(&self.text[..at])) || list.contains(self.text)
    }

    /// The word without its particles, each way to cut it, the longest first.
    fn stems(&self) -> impl Iterator<Item = &str> {
        let two = self.text.char_indices().nth(2).map_or(self.text.len(), |(at, _)| at);
        std::iter::once(self.text).chain(self.cuts().take_while(move |at| *at >= two).map(|at| &self.text[..at]))
    }

    /// Where a particle begins, behind the first letter, the shortest particle first.
    fn cuts(&self) -> impl Iterator<Item = usize> {
        let ends = self.text.char_indices().rev().take(LONGEST_PARTICLE).map(|(at, _)| at);
        ends.filter(|at| *at > 0 && LISTS.particles.contains(&self.text[*at..]))
    }
}

fn words_of(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut at = 0;
    // A mark inside parts words: "김정은(41)".
    for piece in text.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let start = at;
        at += piece.len();
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let mark = !piece[word.len()..].trim().is_empty();
        if word.is_empty() {
            if let Some(last) = words.last_mut().filter(|_| mark) {
                last.closes = true;
            }
            continue;
        }
        words.push(Word { text: word, start, closes: mark });
    }
    words
}

/// Whether a word is written as the whole name of a Korean.
fn is_korean_name(word: &str) -> bool {
    let length = word.chars().count();
    if !(2..=4).contains(&length)
        || split_name(word).is_none()
        || LISTS.others.contains(word)
        || LISTS.between.contains(word)
        || LISTS.behind.contains(word)
    {
        return false;
    }
    let ending = word.chars().next_back().is_some_and(|c| INSTITUTIONS.contains(c));
    match length {
        2 => !ending,
        3 => !ending || is_listed_given(word),
        _ => is_listed_given(word),
    }
}

/// Whether the lists have what stands behind the first syllable.
fn is_listed_given(word: &str) -> bool {
    word.char_indices().nth(1).is_some_and(|(at, _)| spread_of(&fold(&word[at..])) > 0)
}

/// A word that may be a part of a foreign name.
fn may_be_foreign(word: &Word<'_>) -> bool {
    let lists = &*LISTS;
    word.is_hangul()
        && word.length() >= 2
        && !word.is(&lists.between)
        && !word.is(&lists.behind)
        && !word.is(&lists.before)
        && !word.is(&lists.others)
        && !word.text.ends_with(['은', '는', '을', '를', '의', '에', '서', '로'])
}

/// Names of a block: their bytes, and how sure.
fn names(words: &[Word<'_>]) -> Vec<(Range<usize>, f32)> {
    let lists = &*LISTS;
    let mut found = Vec::new();
    for at in 0..words.len() {
        let word = &words[at];
        if word.is_hangul() && word.is(&lists.behind) && at > 0 {
            // Back over what stands between.
            let mut last = at - 1;
            while last > 0
                && at - last <= MOST_BETWEEN
                && !words[last].closes
                && lists.between.contains(words[last].text)
            {
                last -= 1;
            }
            let name = &words[last];
            if !name.is_hangul() || words[last..at].iter().any(|word| word.closes) || lists.between.contains(name.text)
            {
                continue;
            }
            let near = at - last == 1;
            let first = last.checked_sub(1).map(|at| &words[at]);
            let state = || at - last > 1 || word.is(&lists.of_state);
            if let Some(first) = first.filter(|first| may_be_foreign(first) && !first.closes)
                && may_be_foreign(name)
                && (spread_of(&fold(first.text)) > 0 && spread_of(&fold(name.text)) > 0
                    || state() && (is_foreign(first.text) || is_foreign(name.text) && !is_korean_name(name.text)))
            {
                found.push((first.start..name.start + name.text.len(), LISTED));
                continue;
            }
            if is_korean_name(name.text)
                && (name.length() > 2 || near || is_listed_given(name.text) || words[last + 1].text.ends_with('부'))
            {
                found.push((name.start..name.start + name.text.len(), LISTED));
                continue;
            }
        } else if at > 0 && lists.before.contains(words[at - 1].text) && !words[at - 1].closes && word.is_hangul() {
            let name = word.stems().filter(|stem| is_korean_name(stem)).last();
            let whole = word.stems().next().filter(|stem| is_korean_name(stem) && stem.chars().count() == 3);
            if let Some(name) = whole.filter(|name| is_listed_given(name)).or(name) {
                found.push((word.start..word.start + name.len(), HALF));
            }
        } else if word.is_hangul() && (4..=5).contains(&word.length()) {
            // A name with its particle and no title.
            let three = word.stems().find(|stem| stem.chars().count() == 3 && stem.len() < word.text.len());
            if let Some(name) = three.filter(|name| is_korean_name(name) && is_listed_given(name)) {
                found.push((word.start..word.start + name.len(), HALF));
            }
        }
    }
    found
}

/// Persons in the blocks of an article, in reading order.
pub(super) fn extract_blocks(blocks: &[TextBlock<'_>]) -> Vec<Mention> {
    let texts: Vec<Vec<Word<'_>>> = blocks.iter().map(|block| words_of(block.text)).collect();
    let mut sure: Vec<Vec<(Range<usize>, f32)>> = Vec::with_capacity(texts.len());
    let (mut whole, mut surnames) = (HashSet::new(), HashSet::new());
    for (block, words) in blocks.iter().zip(&texts) {
        let found = names(words);
        for (span, _) in &found {
            let name = &block.text[span.clone()];
            whole.insert(name);
            match name.rsplit_once(' ') {
                Some((first, last)) => surnames.extend([first, last]),
                None => surnames.extend(name.chars().next().map(|c| &name[..c.len_utf8()])),
            }
        }
        sure.push(found);
    }
    let mut mentions = Vec::new();
    for (block, (words, found)) in texts.iter().zip(&sure).enumerate() {
        let mut end = 0;
        let mut by_start: HashMap<usize, &(Range<usize>, f32)> = HashMap::with_capacity(found.len());
        found.iter().for_each(|name| _ = by_start.entry(name.0.start).or_insert(name));
        for at in 0..words.len() {
            let word = &words[at];
            if word.start < end {
                continue;
            }
            let own = by_start.get(&word.start).map(|name| (*name).clone());
            let known =
                || known_name(blocks[block].text, words, at, &whole, &surnames).map(|end| (word.start..end, HALF));
            if let Some((span, confidence)) = own.or_else(known) {
                end = span.end;
                mentions.push(Mention { kind: EntityKind::Person, block, span, confidence });
            }
        }
    }
    mentions
}

/// The end of a name that the article has elsewhere, or of a surname before a title.
fn known_name(
    text: &str,
    words: &[Word<'_>],
    at: usize,
    whole: &HashSet<&str>,
    surnames: &HashSet<&str>,
) -> Option<usize> {
    let lists = &*LISTS;
    let word = &words[at];
    if !word.is_hangul() {
        return None;
    }
    let former = words.get(at + 1).is_some_and(|next| !next.closes && matches!(next.text, "전" | "현" | "당시"));
    let titled = !word.closes && words.get(at + 1 + usize::from(former)).is_some_and(|next| next.is(&lists.behind));
    let end_of = |stem: &str| word.start + stem.len();
    let named_after = words.get(at + 1).is_some_and(|next| !word.closes && next.is(&lists.named_after));
    if word.length() == 1 {
        return (titled && surnames.contains(word.text)).then(|| end_of(word.text));
    }
    if named_after {
        return None;
    }
    let both = words.get(at + 1).filter(|next| !word.closes && next.is_hangul()).and_then(|next| {
        next.stems().map(|stem| next.start + stem.len()).find(|end| whole.contains(&text[word.start..*end]))
    });
    both.or_else(|| {
        let stem =
            word.stems().find(|stem| whole.contains(stem) || stem.chars().count() > 1 && surnames.contains(stem))?;
        Some(end_of(stem))
    })
}

#[cfg(test)]
mod tests {
    use crate::person::extract;

    fn persons(text: &str) -> Vec<String> {
        extract(text, Some("ko")).into_iter().map(|mention| text[mention.span].to_owned()).collect()
    }

    #[test]
    fn no_particle_is_longer_than_what_is_cut() {
        assert!(
            super::PARTICLES.split_whitespace().all(|particle| particle.chars().count() <= super::LONGEST_PARTICLE)
        );
    }

    #[test]
    fn titles_behind_tell_names_and_particles_are_cut_off() {
        assert_eq!(
            persons(
                "김정은 북한 국무위원장이 베이징에서 블라디미르 푸틴 러시아 대통령을 만났다. 김정은은 조현 외교부 장관과 말했다."
            ),
            ["김정은", "블라디미르 푸틴", "김정은", "조현"]
        );
        assert_eq!(persons("윤석열 전 대통령의 재판이 열렸다. 윤 전 대통령은 웃었다."), ["윤석열", "윤"]);
    }

    #[test]
    fn words_that_begin_like_surnames_are_no_names() {
        assert_eq!(persons("오늘은 전국이 흐리고 비가 오겠다. 정부 대변인은 이번 조사가 끝났다고 밝혔다."), [""; 0]);
        assert_eq!(persons("소설가 한강이 상을 받았다. 한강 공원에는 현수막이 걸렸다."), ["한강"]);
    }
}
