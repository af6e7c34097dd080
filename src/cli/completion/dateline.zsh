#compdef dateline
# Completion of dateline for zsh: a file _dateline in a folder of $fpath, or source <(dateline completions zsh)
_dateline() {
    local line value
    local -a whole shown open_ended open_shown
    for line in "${(@f)$(command ${words[1]} complete -- "${(@)words[1,CURRENT]}" 2>/dev/null)}"; do
        [[ -z "$line" ]] && continue
        value="${line%%$'\t'*}"
        if [[ "$line" == *$'\t'* ]]; then
            line="$value  -- ${line#*$'\t'}"
        fi
        if [[ "$value" == *[:=/] ]]; then
            open_ended+=("$value")
            open_shown+=("$line")
        else
            whole+=("$value")
            shown+=("$line")
        fi
    done
    (( $#whole )) && compadd -V dateline -M 'm:{[:lower:]}={[:upper:]}' -l -d shown -a whole
    (( $#open_ended )) && compadd -V dateline-open -S '' -l -d open_shown -a open_ended
}
if [[ "$funcstack[1]" == "_dateline" ]]; then
    _dateline "$@"
elif (( $+functions[compdef] )); then
    compdef _dateline dateline
fi
