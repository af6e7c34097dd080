# The full check: format, clippy, tests, documentation, the main job.
check:
    bash .ci/run

# Tests that take long.
slow:
    cargo test --release -- --ignored

# Index the sample corpus and search it.
demo:
    cargo run --release -- search "rafah offensive" --format text

# Kills indexing at random moments.
kills times="200":
    cargo build --release
    tests/kills.sh target/release/dateline {{times}}

# A full disk and a read-only one; asks for root, to mount small memory disks.
mounts:
    cargo build --release
    sudo tests/mounts.sh target/release/dateline
