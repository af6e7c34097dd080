# Completion of dateline for fish: dateline completions fish > ~/.config/fish/completions/dateline.fish
function __dateline_complete
    set -l words (commandline --current-process --tokenize --cut-at-cursor)
    set -l current (commandline --current-token --cut-at-cursor)
    command $words[1] complete -- $words "$current" 2>/dev/null
end
complete --command dateline --no-files --keep-order --arguments '(__dateline_complete)'
