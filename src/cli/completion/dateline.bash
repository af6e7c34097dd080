# Completion of dateline for bash: eval "$(dateline completions bash)"
_dateline() {
    local rest="${COMP_LINE:0:COMP_POINT}" words=() word i
    # Bash cuts words at : and =, which belong to them here; what no blank separates is put together again.
    for ((i = 0; i <= COMP_CWORD; i++)); do
        word="${COMP_WORDS[i]}"
        if ((i > 0)) && [[ "$rest" != [[:space:]]* ]]; then
            words[${#words[@]}-1]+="$word"
        else
            rest="${rest#"${rest%%[![:space:]]*}"}"
            words+=("$word")
        fi
        rest="${rest#"$word"}"
    done
    local current="${words[${#words[@]}-1]}" open=""
    [[ "$current" == [\"\']* ]] && open=1
    # What stands before the last : or = stays as it is.
    local kept="" bare="${current#[\"\']}"
    if [[ -z "$open" && "$bare" == *[:=]* ]]; then
        kept="${bare%"${bare##*[:=]}"}"
    fi
    COMPREPLY=()
    local line value
    while IFS= read -r line; do
        value="${line%%$'\t'*}"
        value="${value#"$kept"}"
        case "$current" in
            \'*) ;;
            \"*) value="${value//\"/\\\"}" ;;
            *) printf -v value '%q' "$value" ;;
        esac
        COMPREPLY+=("$value")
    done < <("${words[0]}" complete -- "${words[@]}" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} -gt 0 && "${COMPREPLY[0]}" != *[:=/] ]]; then
        compopt +o nospace 2>/dev/null
    fi
}
complete -o nospace -o nosort -F _dateline dateline 2>/dev/null || complete -o nospace -F _dateline dateline
