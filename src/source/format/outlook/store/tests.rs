use super::hidden;
use crate::article::Article;
use crate::source::format::testing::{articles, headlines, outcomes, spoilt};
use crate::source::read::ReadOptions;

/// Kinds of values.
const LONG: u16 = 0x0003;
const WIDE: u16 = 0x001f;
const NARROW: u16 = 0x001e;
const MOMENT: u16 = 0x0040;
const BINARY: u16 = 0x0102;

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn put(bytes: &mut [u8], at: usize, value: &[u8]) {
    bytes[at..at + value.len()].copy_from_slice(value);
}

/// The number of the piece of a heap at that place, from one on.
fn piece(number: usize) -> u32 {
    u32::try_from(number << 5).expect("few pieces")
}

/// A heap of pieces, the first of which is what it is for.
fn heap(kind: u8, pieces: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = vec![0; 12];
    let mut places = Vec::new();
    for piece in pieces {
        places.push(bytes.len());
        bytes.extend(piece);
    }
    places.push(bytes.len());
    let map = u16::try_from(bytes.len()).expect("a small heap");
    bytes.extend([u16::try_from(pieces.len()).expect("few"), 0].iter().flat_map(|number| number.to_le_bytes()));
    bytes.extend(places.iter().flat_map(|place| u16::try_from(*place).expect("small").to_le_bytes()));
    put(&mut bytes, 0, &map.to_le_bytes());
    put(&mut bytes, 2, &[0xec, kind]);
    put(&mut bytes, 4, &piece(1).to_le_bytes());
    bytes
}

/// The properties of a node.
fn properties(values: &[(u16, u16, Vec<u8>)]) -> Vec<u8> {
    let mut pieces = vec![[&[0xb5, 2, 6, 0][..], &piece(2).to_le_bytes()].concat(), Vec::new()];
    let mut entries = Vec::new();
    for (name, kind, value) in values {
        entries.extend([name.to_le_bytes(), kind.to_le_bytes()].concat());
        if *kind == LONG {
            entries.extend(value);
        } else {
            pieces.push(value.clone());
            entries.extend(piece(pieces.len()).to_le_bytes());
        }
    }
    pieces[1] = entries;
    heap(0xbc, &pieces)
}

/// A table of recipients: kind, name and address of each.
fn recipients(rows: &[(u32, &str, &str)]) -> Vec<u8> {
    let columns: [(u16, u16, u8, u8); 3] = [(LONG, 0x0c15, 0, 0), (WIDE, 0x3001, 4, 1), (WIDE, 0x39fe, 8, 2)];
    let mut head = vec![0x7c, 3, 12, 0, 12, 0, 12, 0, 13, 0];
    head.extend([[0; 4], piece(2).to_le_bytes(), [0; 4]].concat());
    for (kind, name, at, mark) in columns {
        head.extend([kind.to_le_bytes(), name.to_le_bytes(), [at, 0]].concat());
        head.extend([4, mark]);
    }
    let mut pieces = vec![head, Vec::new()];
    let mut table = Vec::new();
    for (kind, name, address) in rows {
        pieces.extend([wide(name), wide(address)]);
        let (first, second) = (piece(pieces.len() - 1), piece(pieces.len()));
        table.extend([kind.to_le_bytes(), first.to_le_bytes(), second.to_le_bytes()].concat());
        table.push(0b1110_0000);
    }
    pieces[1] = table;
    heap(0x7c, &pieces)
}

/// Writes a store with numbers of eight bytes.
struct Store {
    method: u8,
    nodes: Vec<[u64; 4]>,
    blocks: Vec<(u64, Vec<u8>)>,
}

impl Store {
    /// A store with a folder "Inbox" in a folder that is named after the program.
    fn new(method: u8) -> Store {
        let mut store = Store { method, nodes: Vec::new(), blocks: Vec::new() };
        for (id, parent, name) in
            [(0x122, 0x122, ""), (0x8022, 0x122, "Top of Personal Folders"), (0x8082, 0x8022, "Inbox")]
        {
            let data = store.block(properties(&[(0x3001, WIDE, wide(name))]));
            store.nodes.push([id, data, 0, parent]);
        }
        store
    }

    /// Adds a block of data; its number.
    fn block(&mut self, mut bytes: Vec<u8>) -> u64 {
        let id = (self.blocks.len() as u64 + 1) * 4;
        match self.method {
            // What a byte is shown as is told from what each stands for.
            1 => bytes.iter_mut().for_each(|byte| {
                let stands_for = |shown: &u8| {
                    let mut one = [*shown];
                    hidden::permute(&mut one);
                    one[0] == *byte
                };
                *byte = (0..=255).find(stands_for).expect("each byte is one of another");
            }),
            2 => hidden::turn(&mut bytes, id),
            _ => {}
        }
        self.blocks.push((id, bytes));
        id
    }

    /// Adds a block that lists others.
    fn list(&mut self, bytes: Vec<u8>) -> u64 {
        let id = (self.blocks.len() as u64 + 1) * 4 + 2;
        self.blocks.push((id, bytes));
        id
    }

    /// Adds a list of nodes within one.
    fn inner(&mut self, nodes: &[[u64; 3]]) -> u64 {
        let mut bytes = vec![2, 0, u8::try_from(nodes.len()).expect("few"), 0, 0, 0, 0, 0];
        bytes.extend(nodes.iter().flatten().flat_map(|number| number.to_le_bytes()));
        self.list(bytes)
    }

    fn message(&mut self, number: u64, values: &[(u16, u16, Vec<u8>)], inner: u64) {
        let data = self.block(properties(values));
        self.nodes.push([number << 5 | 4, data, inner, 0x8082]);
    }

    fn finish(self) -> Vec<u8> {
        let mut file = vec![0; 0x1000];
        put(&mut file, 0, b"!BDN");
        put(&mut file, 8, b"SM\x17");
        let mut leaf = |at: usize, head: usize, entries: &[Vec<u8>]| {
            put(&mut file, head, &(at as u64).to_le_bytes());
            put(&mut file, at + 488, &[u8::try_from(entries.len()).expect("few"), 0]);
            put(&mut file, at + 490, &[u8::try_from(entries[0].len()).expect("small"), 0]);
            put(&mut file, at, &entries.concat());
        };
        let nodes: Vec<Vec<u8>> =
            self.nodes.iter().map(|node| node.iter().flat_map(|number| number.to_le_bytes()).collect()).collect();
        leaf(0x400, 224, &nodes);
        let mut at = 0x1000_u64;
        let mut blocks = Vec::new();
        for (id, bytes) in &self.blocks {
            let size = u16::try_from(bytes.len()).expect("small").to_le_bytes();
            blocks.push([&id.to_le_bytes()[..], &at.to_le_bytes(), &size, &[1, 0, 0, 0, 0, 0]].concat());
            at += bytes.len() as u64;
        }
        leaf(0x600, 240, &blocks);
        file[513] = self.method;
        self.blocks.into_iter().for_each(|(_, bytes)| file.extend(bytes));
        file
    }
}

/// A message with a recipient and an attached text, and an entry of an address book.
fn store(method: u8) -> Vec<u8> {
    let mut store = Store::new(method);
    let text = b"Minutes of the meeting\n\nThe board met in Leeds, and the fees were not raised.\n".to_vec();
    let file = properties(&[(0x3707, WIDE, wide("minutes.txt")), (0x3701, BINARY, text)]);
    let table = recipients(&[(1, "Margaret Thornbury", "m@example.com"), (2, "Jane Doe", "jane@example.com")]);
    let (file, table) = (store.block(file), store.block(table));
    let inner = store.inner(&[[0x0692, table, 0], [0x8025, file, 0]]);
    // Long texts lie in a node of their own, in several blocks.
    let halves = ["No date is set for the ".repeat(20), "next round of talks. ".repeat(20)];
    let letter: [(u16, u16, Vec<u8>); 6] = [
        (0x001a, WIDE, wide("IPM.Note")),
        (0x0037, WIDE, wide("\u{1}\u{5}RE: Talks go on")),
        // 2024-03-07 10:00 in UTC.
        (0x0039, MOMENT, 133_542_792_000_000_000_u64.to_le_bytes().to_vec()),
        (0x0c1a, NARROW, b"\xc8\xe2\xe0\xed \xcf\xe5\xf2\xf0\xee\xe2".to_vec()),
        (0x1000, WIDE, wide("No date is set.\r\n\r\nThe delegations met again.")),
        (0x3ffd, LONG, 1251_u32.to_le_bytes().to_vec()),
    ];
    store.message(0x10001, &letter, inner);
    let parts: Vec<u64> = halves.iter().map(|half| store.block(wide(half))).collect();
    let mut list = vec![1, 1, 2, 0, 0, 0, 0, 0];
    list.extend(parts.iter().flat_map(|id| id.to_le_bytes()));
    let list = store.list(list);
    let inner = store.inner(&[[0x805f, list, 0]]);
    let mut entry = properties(&[(0x1000, WIDE, vec![0xff; 4]), (0x0037, WIDE, wide("A long one"))]);
    // The text is not in a piece but in that node.
    let place = entry.windows(4).position(|four| four == piece(3).to_le_bytes()).expect("it is listed");
    put(&mut entry, place, &0x805f_u32.to_le_bytes());
    let data = store.block(entry);
    store.nodes.push([0x10002 << 5 | 4, data, inner, 0x8082]);
    store.message(0x10003, &[(0x001a, WIDE, wide("IPM.Contact"))], 0);
    // One of whose blocks there is nothing, and one that is in no folder.
    store.nodes.push([0x10004 << 5 | 4, 4000, 0, 0x8082]);
    store.nodes.push([0x10005 << 5 | 4, 4000, 0, 0x9042]);
    store.finish()
}

fn sent(mail: &Article) -> String {
    mail.date.as_ref().map(|date| date.start.to_string()).unwrap_or_default()
}

#[test]
fn a_store_is_its_messages_however_it_is_hidden() {
    for method in 0..3 {
        let (found, others) = outcomes("mail.pst", &store(method), &ReadOptions::default());
        assert_eq!(
            headlines(&found),
            [
                ("Inbox/65537", "RE: Talks go on"),
                ("Inbox/65537/1/minutes.txt", "Minutes of the meeting"),
                ("Inbox/65538", "A long one")
            ],
            "{method} {others:?}"
        );
        let mail = &found[0];
        assert_eq!((mail.lede.as_str(), sent(mail).as_str()), ("No date is set.", "2024-03-07T10:00:00"));
        assert_eq!(mail.byline.as_deref(), Some("Иван Петров"));
        let text = mail.sections.iter().flat_map(|part| &part.paragraphs).cloned().collect::<Vec<_>>().join("\n");
        assert!(text.contains("Margaret Thornbury <m@example.com>") && text.contains("jane@example.com"), "{text}");
        let long = &found[2].lede;
        assert!(long.starts_with("No date is set for the No") && long.ends_with("next round of talks."), "{long}");
        assert_eq!(
            others,
            [
                "cannot read mail.pst!Inbox/65540: broken Outlook store: one of its blocks is missing",
                "contacts: no article in it: items of a mailbox that are no messages",
                "lost: no article in it: messages that are in no folder"
            ]
        );
    }
}

#[test]
fn what_stands_for_a_byte_is_what_the_format_says() {
    let mut bytes = [0x41, 0x36, 0x13, 0x62];
    hidden::permute(&mut bytes);
    assert_eq!(bytes, [0, 1, 2, 3]);
    let mut bytes = *b"The talks go on";
    hidden::turn(&mut bytes, 0x1234);
    assert_ne!(&bytes, b"The talks go on");
    hidden::turn(&mut bytes, 0x1234);
    assert_eq!(&bytes, b"The talks go on");
}

#[test]
fn what_is_no_whole_store_is_told() {
    let said = |bytes: &[u8]| outcomes("a.pst", bytes, &ReadOptions::default()).1;
    let broken = |cause: &str| vec![format!("cannot read a.pst: broken Outlook store: {cause}")];
    assert_eq!(said(b"!BDN\0\0\0\0SM\x17"), broken("it is cut off"));
    let whole = store(1);
    assert_eq!(said(&whole[..0x500]), broken("it is cut off"));
    let mut unknown = whole.clone();
    unknown[10] = 99;
    assert_eq!(said(&unknown), broken("a form that is not known"));
    let mut locked = whole.clone();
    locked[513] = 0x10;
    assert_eq!(said(&locked), broken("only its program on its machine can read it"));
    // Trees that lead back to themselves end.
    let mut round = whole.clone();
    round[0x400 + 491] = 3;
    assert!(said(&round)[0].starts_with("cannot read a.pst: broken Outlook store: "));
    let small = ReadOptions { max_record_bytes: 2000, ..ReadOptions::default() };
    let (_, others) = outcomes("a.pst", &whole, &small);
    assert!(others.iter().any(|other| other.contains("larger than")), "{others:?}");
    assert_eq!(articles("a.txt", b"!BDN is no store\n\nBut a text, if its name ends so.\n").len(), 1);
}

#[test]
fn no_bytes_of_a_store_are_too_much() {
    let whole = store(0);
    for bytes in spoilt(&whole, 600) {
        let (found, others) = outcomes("a.pst", &bytes, &ReadOptions::default());
        assert!((1..10).contains(&(found.len() + others.len())), "{others:?}");
    }
}
