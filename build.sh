#!/usr/bin/env bash
# Starts the build program, compiling it first when something it is made of changed. ./build.sh --help shows what it can do.
#
# Fast path: one listing of everything the program is made of equals the listing kept from last time → run it.
# Otherwise: hash; compile only if the content differs: the compiler alone after edits in build/*.cs, MSBuild for anything else.
set -euo pipefail

# Where this script really lies, through symlinks, without starting a process for it.
self=${BASH_SOURCE[0]}
while [[ -L $self ]]; do
  link=$(readlink "$self")
  if [[ $link == /* ]]; then self=$link; else self=${self%/*}/$link; fi
done
here=$PWD
[[ $self == */* ]] || self=./$self
cd -P -- "${self%/*}"
SLIPWAY_ROOT=$PWD
cd -- "$here"
export SLIPWAY_ROOT
home=$SLIPWAY_ROOT/.nuke/temp/build

# path, size, mtime, ctime and inode of every file below the given roots, outputs of compilation left out
listing() {
  local format='%p %s %T@ %C@ %i\n'
  if [[ $OSTYPE == darwin* ]]; then
    find "$@" \( -name bin -o -name obj \) -prune -o -type f -exec stat -f '%N %z %Fm %Fc %i' {} + 2>/dev/null || true
  else
    find "$@" \( -name bin -o -name obj \) -prune -o -type f -printf "$format" 2>/dev/null || true
  fi
}

if [[ -f $home/current ]]; then
  { IFS= read -r dotnet && IFS= read -r program && IFS=$'\t' read -r -a roots; } <"$home/current" || true
  if [[ -x ${dotnet-} && ${#roots[@]} -gt 0 && -f $home/listing && $(listing "${roots[@]}" "$program") == "$(<"$home/listing")" ]]; then
    exec "$dotnet" "$program/_build.dll" "$@"
  fi
fi

# ---- slow path ------------------------------------------------------------------------------------------------------

say() { printf 'slipway: %s\n' "$*" >&2; }
hash_text() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1; }
hash_files() { if command -v sha256sum >/dev/null; then xargs -0 sha256sum; else xargs -0 shasum -a 256; fi; }

# The SDK global.json asks for: on PATH, or installed here before, or installed here now. Remembered until global.json or the installed SDKs change.
find_sdk() {
  local wanted candidate answer
  wanted=$(cat "$SLIPWAY_ROOT/global.json" 2>/dev/null || true)
  for candidate in "$(command -v dotnet || true)" "$SLIPWAY_ROOT/.nuke/temp/dotnet/dotnet"; do
    [[ -x $candidate ]] || continue
    dotnet=$candidate
    answer=$(sdks "$candidate")$'\n'$wanted
    if [[ -f $home/sdk && -f $home/sdk.for && $answer == "$(<"$home/sdk.for")" ]]; then
      { IFS= read -r sdk; IFS= read -r sdk_folder; } <"$home/sdk"
      return
    fi
    if sdk=$(cd "$SLIPWAY_ROOT" && "$candidate" --version 2>/dev/null); then
      sdk_folder=$(cd "$SLIPWAY_ROOT" && "$candidate" --list-sdks | sed -n "s/^${sdk//./\\.} \[\(.*\)\]\$/\1/p")/$sdk
      printf '%s\n%s\n' "$sdk" "$sdk_folder" >"$home/sdk"
      printf '%s\n' "$answer" >"$home/sdk.for"
      return
    fi
  done
  install_sdk
  find_sdk
}

sdks() {
  local real
  real=$(readlink -f "$1" 2>/dev/null || printf '%s' "$1")
  printf '%s\n' "$1" "$(dirname "$real")"/sdk/*
}

install_sdk() {
  local script=$SLIPWAY_ROOT/.nuke/temp/dotnet-install.sh choice=(--channel STS)
  [[ ! -e $SLIPWAY_ROOT/.nuke/temp/dotnet/installed ]] || { say "the SDK in .nuke/temp/dotnet does not satisfy global.json; delete that folder to install again"; exit 1; }
  say "no .NET SDK here satisfies global.json; installing one into .nuke/temp/dotnet"
  curl -fsSL --max-time 120 https://dot.net/v1/dotnet-install.sh -o "$script" || { say "the install script cannot be fetched; install the .NET SDK that global.json names"; exit 1; }
  if [[ -f $SLIPWAY_ROOT/global.json ]]; then choice=(--jsonfile "$SLIPWAY_ROOT/global.json"); fi
  bash "$script" "${choice[@]}" --install-dir "$SLIPWAY_ROOT/.nuke/temp/dotnet" --no-path >&2 9>&- || { say "the SDK could not be installed"; exit 1; }
  : >"$SLIPWAY_ROOT/.nuke/temp/dotnet/installed"
}

# Folders and files the program is made of: build/, the projects it references, and what the SDK reads on the way.
# Runs in a subshell of its own, so that it may change folders, and starts no process: this is on the way of every edit.
find_roots() {
  local queue=("$SLIPWAY_ROOT/build") seen=$'\n' folder project line file
  local names='<(ProjectReference|SlipwayProject) Include="([^"]*)"'
  while [[ ${#queue[@]} -gt 0 ]]; do
    folder=${queue[0]}
    queue=("${queue[@]:1}")
    [[ $seen != *$'\n'"$folder"$'\n'* ]] || continue
    seen+=$folder$'\n'
    for project in "$folder"/*.csproj; do
      [[ -f $project ]] || continue
      while IFS= read -r line || [[ -n $line ]]; do
        [[ $line =~ $names ]] || continue
        file=${BASH_REMATCH[2]//\\//}
        [[ $file == */* ]] || file=./$file
        if cd -P -- "$folder" && cd -P -- "${file%/*}" 2>/dev/null; then queue+=("$PWD"); fi
      done <"$project"
    done
  done
  printf '%s' "${seen:1}"
  for file in global.json Directory.Build.props Directory.Build.targets Directory.Packages.props NuGet.config nuget.config NuGet.Config .editorconfig; do
    if [[ -f $SLIPWAY_ROOT/$file ]]; then printf '%s\n' "$SLIPWAY_ROOT/$file"; fi
  done
}

# "digest  path" of every source file, in a stable order
digests() { find "${roots[@]}" \( -name bin -o -name obj \) -prune -o -type f -print0 | LC_ALL=C sort -z | hash_files; }

# What `current` and `listing` say is written last and renamed into place: a launch killed half-way leaves the old record or none.
# The sources were listed before they were hashed, so that an edit in between is seen by the next launch.
record() {
  local tab_roots
  tab_roots=$(IFS=$'\t'; printf '%s' "${roots[*]}")
  printf '%s\n%s\n%s\n' "$dotnet" "$program" "$tab_roots" >"$home/current.$$"
  { printf '%s\n' "$listed"; listing "$program"; } >"$home/listing.$$"
  mv -f "$home/listing.$$" "$home/listing"
  mv -f "$home/current.$$" "$home/current"
}

content() { (cd "$1" && find . -type f ! -name digests.txt -print0 | LC_ALL=C sort -z | hash_files); }
seal() { content "$1" >"$home/digests" && mv "$home/digests" "$1/digests.txt"; }
# The same without hashing, for the program that the record names: nothing about its files has changed since they were hashed.
is_untouched() { [[ -f $home/listing && -f $1/digests.txt && $(<"$home/listing") == *$'\n'"$(listing "$1")" ]]; }
is_whole() { [[ -f $1/digests.txt && $(content "$1") == "$(<"$1/digests.txt")" ]]; }

# A full build: everything MSBuild decides, published to a folder of its own.
# Restoring does not read what a package says about native code for this machine, so where Slipway is a package it is said here.
publish() {
  local log=$home/publish.log native=()
  # compiled anew whatever obj says, so that the recorded command line names today's files
  rm -f "$SLIPWAY_ROOT"/build/obj/Release/net*/*/_build.dll "$SLIPWAY_ROOT"/build/obj/Release/net*/*/slipway.rsp
  say "compiling the build program"
  if grep -q 'PackageReference Include="Slipway"' "$SLIPWAY_ROOT/build/_build.csproj"; then
    native=(-p:UseCurrentRuntimeIdentifier=true -p:SelfContained=false -p:PublishReadyToRun=true)
  fi
  if ! (cd "$SLIPWAY_ROOT" && export DOTNET_TieredPGO=0 && exec ${tied[@]+"${tied[@]}"} "$dotnet" publish build/_build.csproj -c Release -o "$1" -p:SlipwayLaunching=true ${native[@]+"${native[@]}"} -nologo -v:quiet -tl:off -clp:NoSummary >"$log" 2>&1 9>&-); then
    cat "$log" >&2
    exit 1
  fi
  grep -h ' warning ' "$log" >&2 || true
  rm -f "$1"/*.xml
  cp "$SLIPWAY_ROOT"/build/obj/Release/net*/*/slipway.rsp "$home/compile.rsp" 2>/dev/null || true
}

# Only sources in build/ changed: the compiler alone, with the command line of the last full build. For speed the SDK's analyzers stay out,
# and the framework's source generators too where no source asks for one.
compile() {
  local log=$home/compile.log skipped='sdk|packs'
  # The compiler lives for half a second and jits 5,000 methods in it: what .NET does for processes that live long only costs here.
  local hurry=(DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0 DOTNET_gcServer=0 DOTNET_gcConcurrent=0 DOTNET_GCgen0size=0x4000000)
  if grep -qE 'GeneratedRegex|JsonSerializable|LoggerMessage|LibraryImport|GeneratedComInterface' "$SLIPWAY_ROOT"/build/*.cs; then skipped='sdk'; fi
  cp -al "$2" "$1" 2>/dev/null || cp -a "$2" "$1"
  grep -v ' \./_build\.\(dll\|pdb\)$' "$2/digests.txt" >"$home/digests"
  rm -f "$1/_build.dll" "$1/_build.pdb" "$1/digests.txt"
  part=$1 skipped="^/analyzer:.*/($skipped)/" awk '
    /^\/out:/ { print "/out:\"" ENVIRON["part"] "/_build.dll\""; next }
    /^\/pdb:/ { print "/pdb:\"" ENVIRON["part"] "/_build.pdb\""; next }
    /^\/(refout|analyzerconfig|noconfig)/ || $0 ~ ENVIRON["skipped"] { next }
    { print }' "$home/compile.rsp" >"$home/edit.rsp"
  if ! (cd "$SLIPWAY_ROOT/build" && export "${hurry[@]}" && exec ${tied[@]+"${tied[@]}"} "$dotnet" exec "$sdk_folder/Roslyn/bincore/csc.dll" -nologo -noconfig "@$home/edit.rsp" >"$log" 2>&1 9>&-); then
    # What the last full build left in obj is gone: for MSBuild to mend, not for who edited.
    if grep -qE 'error CS(0006|2001)' "$log"; then
      rm -rf "$1"
      publish "$1"
      seal "$1"
      return
    fi
    cat "$log" >&2
    exit 1
  fi
  (cd "$1" && printf './_build.dll\0./_build.pdb\0' | hash_files) >>"$home/digests"
  LC_ALL=C sort -k 2 "$home/digests" >"$1/digests.txt"
}

# True when nothing but the content of sources directly in build/ differs from the last full build.
is_small_edit() {
  [[ -f $home/compile.rsp && -f $home/sources && -f $sdk_folder/Roslyn/bincore/csc.dll ]] && { is_untouched "$home/$previous" || is_whole "$home/$previous"; } &&
    [[ "$sdk"$'\n'"$(shape <<<"$sources")" == "$(head -n1 "$home/sources")"$'\n'"$(tail -n +2 "$home/sources" | shape)" ]]
}

# The list of digests without the digests of build/*.cs
shape() { awk '{ path = substr($0, 67); file = path; sub(/.*\//, "", file); if (path == ENVIRON["SLIPWAY_ROOT"] "/build/" file && file ~ /\.cs$/) print path; else print }'; }

export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
# The compiler answers Ctrl-C by ending as if it had failed. Where the kernel can, it ends what we started when we are ended without a word.
trap 'exit 130' INT
tied=()
if setpriv --pdeathsig TERM true 2>/dev/null; then tied=(setpriv --pdeathsig TERM); fi
mkdir -p "$home"
[[ -f $SLIPWAY_ROOT/.nuke/temp/.gitignore ]] || printf '*\n' >"$SLIPWAY_ROOT/.nuke/temp/.gitignore"
if command -v flock >/dev/null; then
  exec 9>"$home/lock"
  flock 9
fi

dotnet='' sdk='' sdk_folder=''
find_sdk
roots=()
while IFS= read -r root; do roots+=("$root"); done < <(find_roots)
listed=$(listing "${roots[@]}")
sources=$(digests)
key=$(printf '%s\n%s\n' "$sdk" "$sources" | hash_text)
program=$home/${key:0:20}

# A machine that only promotes and rolls back may have no sources any more: the program compiled before still knows how.
missing=()
if [[ -f $home/roots ]]; then
  while IFS= read -r root; do [[ -e $root ]] || missing+=("${root#"$SLIPWAY_ROOT/"}"); done <"$home/roots"
fi
if [[ ${#missing[@]} -gt 0 ]]; then
  last=$home/$(cat "$home/previous" 2>/dev/null || printf 'none')
  if is_whole "$last"; then
    say "${missing[0]} cannot be found; using the build program compiled before"
    exec "$dotnet" "$last/_build.dll" "$@" 9>&-
  fi
fi

if ! is_whole "$program"; then
  rm -rf "$program" "$home"/*.part
  previous=$(cat "$home/previous" 2>/dev/null || printf 'none')
  if is_small_edit; then compile "$program.part" "$home/$previous"; else publish "$program.part" && seal "$program.part"; fi
  mv "$program.part" "$program"
  printf '%s\n%s\n' "$sdk" "$sources" >"$home/sources"
  printf '%s\n' "${key:0:20}" >"$home/previous"
  printf '%s\n' "${roots[@]}" >"$home/roots"
  # a program may still run from an older folder: the newest few stay
  count=0
  for old in $(cd "$home" && ls -td -- */); do
    count=$((count + 1))
    if [[ $count -gt 5 ]]; then rm -rf "${home:?}/$old"; fi
  done
fi
record
if command -v flock >/dev/null; then exec 9>&-; fi
exec "$dotnet" "$program/_build.dll" "$@"
