#!/usr/bin/env bash
# Prints the table of docs/security.md: what is checked, where, and by which tests. The rows are those of security-rows.txt, the tests those whose names begin with a row's number.
set -euo pipefail
cd "$(dirname "$0")"
tests=$(grep -rE 'public .* ((R|S)[0-9]{3}|Bug[0-9]+)_\w+\(' --include='*.cs' --exclude-dir=bin --exclude-dir=obj . \
    | sed -E 's#^(.*/)?([A-Za-z0-9]+)\.cs:.* (\w+)\(.*#\2.\3#' | LC_ALL=C sort -u)
while IFS='|' read -r row severity what file; do
    case $row in
        '## '*) printf '\n### %s\n\n| row | | what is checked | where | shown by |\n|---|---|---|---|---|\n' "${row#\#\# }" ;;
        R???)
            named=$(grep -E "\.([RS][0-9]{3}_|Bug[0-9]+_)*${row}_" <<<"$tests" | sed 's/.*/`&`/' | paste -sd, | sed 's/,/, /g' || true)
            case $file in
                'not yet:'*) where='' && shown=$file ;;
                *) [ -n "$named" ] || { echo "$row has no test" >&2; exit 1; }
                    where='' && shown=$named
                    for name in ${file//, / }; do
                        [ -f "../src/OAuthKit.Runtime/$name" ] || { echo "$row: there is no $name" >&2; exit 1; }
                        where+="${where:+, }\`$name\`"
                    done ;;
            esac
            printf '| %s | %s | %s | %s | %s |\n' "$row" "$severity" "$what" "$where" "$shown" ;;
    esac
done <security-rows.txt
