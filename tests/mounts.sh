#!/usr/bin/env bash
# What a full disk and a read-only one do to an index. Needs root, for a small memory disk in a mount namespace of its own:
#     sudo tests/mounts.sh [PROGRAM]
# Ends with 0 when everything held.
set -uo pipefail
cd "$(dirname "$0")/.."
program=$(readlink -f "${1:-target/release/dateline}")
[ "${INSIDE:-}" ] || exec env INSIDE=1 unshare --mount bash "$0" "$program"

work=$(mktemp -d)
disk=$work/disk
mkdir "$disk"
trap 'umount -q "$disk"; rm -rf "$work"' EXIT
cp -r corpus "$work/corpus"
wrong=0

check() { # what, expected, found
  if [ "$2" == "$3" ]; then printf 'ok    %s\n' "$1"; else printf 'WRONG %s: %s instead of %s\n' "$1" "$3" "$2"; wrong=1; fi
}
contains() { # what, expected part, found
  case "$3" in *"$2"*) printf 'ok    %s\n' "$1" ;; *) printf 'WRONG %s: no "%s" in: %s\n' "$1" "$2" "$3"; wrong=1 ;; esac
}
index() { errors=$("$program" index "$work/corpus" --index "$disk/index" -q "$@" 2>&1); code=$?; }
count() { "$program" count "$1" --index "$disk/index" 2>/dev/null; }
size() { mount -o "remount,size=$1" "$disk"; }

for room in 16k 128k 256k 400k; do
  mount -t tmpfs -o "size=$room" tmpfs "$disk"
  index
  check "first build, $room: code" 2 "$code"
  contains "first build, $room: message" "no space left for the index in" "$errors"
  contains "first build, $room: hint" "hint: free some space" "$errors"
  size 100m
  index
  check "first build, $room: next run" 0 "$code"
  check "first build, $room: all articles" 74 "$(count 'words>0')"
  umount "$disk"
done

mount -t tmpfs -o size=100m tmpfs "$disk"
index
before=$(count 'words>0')
used=$(du -sk "$disk" | cut -f1)
find "$work/corpus/wire" -name '*.txt' -exec sh -c 'printf "\nA zyzzyva was seen.\n" >> "$1"' - {} \;
for room in 4 16 32; do
  size "$((used + room))k"
  index
  check "update, $room KiB left: code" 2 "$code"
  contains "update, $room KiB left: message" "no space left for the index in" "$errors"
  check "update, $room KiB left: the old articles" "$before" "$(count 'words>0')"
  check "update, $room KiB left: none of the new" 0 "$(count zyzzyva)"
done
size 100m
index
check "update: next run" 0 "$code"
check "update: the new articles" "$(find "$work/corpus/wire" -name '*.txt' | wc -l)" "$(count zyzzyva)"

mount -o remount,ro "$disk"
check "read-only disk: search" "$before" "$(count 'words>0')"
contains "read-only disk: snippets" "zyzzyva" "$("$program" search zyzzyva --index "$disk/index" -n 1)"
check "read-only disk: nothing to do" 2 "$(index; echo $code)"
printf '\nMore.\n' >> "$work/corpus/wire/$(ls "$work/corpus/wire" | head -1)"
for flag in "" --full; do
  index $flag
  check "read-only disk, index $flag: code" 2 "$code"
  contains "read-only disk, index $flag: message" "Read-only file system" "$errors"
  contains "read-only disk, index $flag: hint" "name another folder with --index DIR" "$errors"
done
umount "$disk"

# Backups: a full disk, a read-only one, and an index that is a disk of its own.
index="$work/whole"
"$program" index "$work/corpus" --index "$index" -q
"$program" backup "$work/news.tar.zst" --index "$index" -q
backup() { errors=$("$program" backup "$disk/news.tar.zst" --index "$index" -q 2>&1); code=$?; }
restore() { errors=$("$program" restore "$work/news.tar.zst" -q "$@" 2>&1); code=$?; }
files() { find "$disk" -mindepth 1 ! -name '*.lock' | sort; }
for room in 16k 100k 200k; do
  mount -t tmpfs -o "size=$room" tmpfs "$disk"
  backup
  check "backup, $room: code" 2 "$code"
  contains "backup, $room: message" "No space left on device" "$errors"
  contains "backup, $room: hint" "hint: free some space" "$errors"
  check "backup, $room: nothing left" "" "$(files)"
  restore --index "$disk/new/index"
  check "restore, $room: code" 2 "$code"
  contains "restore, $room: message" "No space left on device" "$errors"
  contains "restore, $room: hint" "hint: free some space" "$errors"
  check "restore, $room: nothing left" "" "$(files)"
  restore --index "$disk"
  check "restore into a disk of $room: code" 2 "$code"
  check "restore into a disk of $room: nothing left" "" "$(files)"
  umount "$disk"
done
mount -t tmpfs -o size=100m tmpfs "$disk"
backup
check "backup: code" 0 "$code"
rm "$disk/news.tar.zst"
restore --index "$disk"
check "restore into a disk: code" 0 "$code"
check "restore into a disk: articles" 74 "$("$program" count 'words>0' --index "$disk")"
used=$(du -sk "$disk" | cut -f1)
before=$(files)
size "$((used + 64))k"
restore --index "$disk" --force
check "restore over an index, 64 KiB left: code" 2 "$code"
check "restore over an index, 64 KiB left: it stays" "$before" "$(files)"
check "restore over an index, 64 KiB left: articles" 74 "$("$program" count 'words>0' --index "$disk")"
mount -o remount,ro "$disk"
backup
check "backup to a read-only disk: code" 2 "$code"
contains "backup to a read-only disk: message" "Read-only file system" "$errors"
restore --index "$disk" --force
check "restore to a read-only disk: code" 2 "$code"
contains "restore to a read-only disk: message" "Read-only file system" "$errors"
"$program" backup "$work/again.tar.zst" --index "$disk" -q
check "backup of an index on a read-only disk" 0 $?
exit $wrong
