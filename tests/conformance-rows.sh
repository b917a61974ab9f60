#!/usr/bin/env bash
# Prints which of the 320 requirements of a conforming client have a test: one whose name begins with the number of the row, or the numbers of several.
#   tests/conformance-rows.sh            the total
#   tests/conformance-rows.sh --missing  the rows without a test as well
set -euo pipefail
cd "$(dirname "$0")"
rows=320
covered=$(grep -rhoE '\bR[0-9]{3}(_R[0-9]{3})*_[A-Z]' --include='*.cs' --exclude-dir=bin --exclude-dir=obj . | grep -oE 'R[0-9]{3}' | sort -u)
if [ "${1:-}" = --missing ]; then
    for ((i = 1; i <= rows; i++)); do
        row=$(printf 'R%03d' "$i")
        grep -qx "$row" <<<"$covered" || echo "$row"
    done
fi
echo "Requirements with a test: $(grep -c . <<<"$covered") of $rows"
