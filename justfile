# The full check: format, clippy, tests, documentation, the main job.
check:
    bash .ci/run

# Tests that take long.
slow:
    cargo test --release -- --ignored

# Index the sample corpus and search it.
demo:
    cargo run --release -- search "rafah offensive" --format text
