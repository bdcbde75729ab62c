namespace Slipway.Reports.Bundles;

/// <summary>The script inside of a bundle. It is the documentation of the format too.</summary>
internal static class BundleScript
{
    public const string Text = """
        #!/usr/bin/env bash
        # Checks this bundle with bash, sha256sum and ssh-keygen alone. Ends with 0 when everything holds, with 1 and the first reason when not.
        set -euo pipefail
        cd "$(dirname "${BASH_SOURCE[0]}")"
        fail() { printf 'NOT SOUND: %s\n' "$*" >&2; exit 1; }

        # 1. The chain: the hash at a line's end is the SHA-256 of everything in front of ,"hash" and the next line names it as "prev".
        previous=0000000000000000000000000000000000000000000000000000000000000000
        number=0
        kept=' '
        while IFS= read -r line; do
          number=$((number + 1))
          body=${line%,\"hash\":\"*}
          hash=${line##*,\"hash\":\"}
          hash=${hash%\"\}}
          [[ $(printf '%s' "$body" | sha256sum) == "$hash  -" ]] || fail "ledger line $number: its hash does not match its content"
          [[ $body == *",\"prev\":\"$previous\"" ]] || fail "ledger line $number does not follow the line before it"
          [[ $body == '{"len":"'??????'","seq":'$number,* ]] || fail "ledger line $number says it is another"
          previous=$hash
          if [[ $body == *',"type":"document.kept",'* ]]; then
            digest=${body##*'"digest":"'}
            kept+="${digest%%\"*} "
          fi
        done <ledger.jsonl
        printf 'chain       %s entries, head %s\n' "$number" "$previous"

        # 2. Signatures: the statement and the signature are those in the ledger's line, the key is in the policy in force there, ssh-keygen finds it good.
        quoted() { sed -e 's/\\/\\\\/g' -e 's/"/\\"/g' "$1" | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n/\\n/g'; }
        count=0
        for folder in signatures/*/; do
          [[ -d $folder ]] || continue
          folder=${folder%/}
          number=$((10#${folder##*/}))
          line=$(sed -n "${number}p" ledger.jsonl)
          [[ $line == *"\"statement\":\"$(quoted "$folder/statement")\""* ]] || fail "$folder: the statement is not the one in the ledger"
          signature=$(quoted "$folder/signature")
          [[ $line == *"\"signature\":\"$signature"* ]] || fail "$folder: the signature is not the one in the ledger"
          [[ -s $folder/signers ]] || fail "$folder: no policy in force knows the person"
          policy=$(sed -n "$(cat "$folder/policy-entry")p" ledger.jsonl)
          while read -r person _ type key; do
            [[ $policy == *"$type $key"* ]] || fail "$folder: the key of $person is not in the policy of entry $(cat "$folder/policy-entry")"
          done <"$folder/signers"
          ssh-keygen -Y verify -f "$folder/signers" -I "$(cat "$folder/person")" -n "$(cat "$folder/namespace")" -s "$folder/signature" <"$folder/statement" >/dev/null 2>&1 ||
            fail "$folder: the signature is not good"
          count=$((count + 1))
        done
        printf 'signatures  %s, all good\n' "$count"

        # 3. Packages: an id is the SHA-256 of the manifest's bytes.
        count=0
        for manifest in manifests/*.json; do
          [[ -f $manifest ]] || continue
          id=${manifest##*/}
          [[ $(sha256sum <"$manifest") == "${id%.json}  -" ]] || fail "$manifest is not the manifest its name says"
          count=$((count + 1))
        done
        printf 'manifests   %s, all as named\n' "$count"

        # 4. What decisions rest on: a document's name is the SHA-256 of its bytes, the ledger names every fact and observation, and none of what it names is left out.
        count=0
        for document in facts/*.json policies/*.json observations/*.json; do
          [[ -f $document ]] || continue
          name=${document##*/}
          name=${name%.json}
          [[ $(sha256sum <"$document") == "$name  -" ]] || fail "$document is not the document its name says"
          [[ $document == policies/* || $kept == *" $name "* ]] || fail "$document: the ledger does not name it"
          count=$((count + 1))
        done
        for name in $kept; do
          [[ -f facts/$name.json || -f policies/$name.json || -f observations/$name.json ]] || fail "document $name is named by the ledger and not here"
        done
        printf 'documents   %s, all as named\n' "$count"
        echo 'SOUND'

        """;
}
