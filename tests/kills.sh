#!/usr/bin/env bash
# Kills indexing at random moments (first builds, updates, runs that merge) and looks at what is left each time.
# Usage: tests/kills.sh PROGRAM [TIMES] [SEED]
#
# After every kill the index has to open at its last commit, or not to be there yet. After every tenth the next run has to
# finish the work, and searches have to find what they find in an index that nobody disturbed.
set -euo pipefail
program=$(realpath "$1")
times=${2:-200}
seed=${3:-$RANDOM}
RANDOM=$seed
sample=$(cd "$(dirname "$0")/../corpus" && pwd)
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export XDG_CONFIG_HOME="$home/config" XDG_STATE_HOME="$home/state"
index() { "$program" index "$home/corpus" --index "$1" --quiet; }

for copy in $(seq 40); do
  mkdir -p "$home/corpus/$copy"
  cp -r "$sample"/. "$home/corpus/$copy"
done
mapfile -t files < <(find "$home/corpus" -name '*.txt' | sort)
begin=$(date +%s%N)
index "$home/whole"
whole=$((($(date +%s%N) - begin) / 1000000))
echo "seed $seed, ${#files[@]} text files, an undisturbed build takes $whole ms"

answers() {
  for query in 'rafah offensive' 'person:"Jake Sullivan"' 'ceasefire OR kill*' 'killed w/5 marker'; do
    "$program" search "$query" --index "$1" --format paths --limit 100000 2>/dev/null | sort || true
  done
}

fail() {
  echo "kills: $1" >&2
  exit 1
}

declare -A moments=([none]=0 [committed]=0)
refused=0
for round in $(seq "$times"); do
  # Every fourth is a first build, the others find an index. One file a run leaves many segments, so that runs merge.
  case $((round % 4)) in
    0) rm -rf "$home/index" ;;
    1) changed=1 ;;
    *) changed=$((1 + RANDOM % 400)) ;;
  esac
  limit=$whole
  if [ $((round % 4)) -ne 0 ]; then
    limit=$((whole / 2))
    [ -e "$home/index/meta.json" ] && "$program" count --index "$home/index" > /dev/null 2>&1 || index "$home/index"
  fi
  if [ $((round % 4)) -ne 0 ]; then
    for _ in $(seq "$changed"); do
      echo "A marker was killed in round $round." >> "${files[RANDOM * RANDOM % ${#files[@]}]}"
    done
  fi
  "$program" index "$home/corpus" --index "$home/index" --quiet 2> "$home/said" &
  run=$!
  pause=$((RANDOM % limit))
  sleep "$(printf '%d.%03d' $((pause / 1000)) $((pause % 1000)))"
  kill -9 "$run" 2>/dev/null || true
  wait "$run" 2>/dev/null || true
  if grep -q . "$home/said"; then
    refused=$((refused + 1))
    cat "$home/said" >&2
  fi
  if "$program" count --index "$home/index" > "$home/said" 2>&1; then
    moments[committed]=$((moments[committed] + 1))
  elif grep -q 'no index' "$home/said"; then
    moments[none]=$((moments[none] + 1))
  else
    fail "round $round: $(cat "$home/said")"
  fi
  if [ $((round % 10)) -eq 0 ]; then
    index "$home/index" || fail "round $round: the next run does not finish"
    rm -rf "$home/whole"
    index "$home/whole"
    diff <(answers "$home/index") <(answers "$home/whole") > "$home/difference" ||
      fail "round $round: searches find other articles: $(head -5 "$home/difference")"
  fi
done
[ "$refused" -eq 0 ] || fail "$refused runs were refused"
echo "$times kills: ${moments[committed]} left a commit, ${moments[none]} came before the first; every next run finished"
