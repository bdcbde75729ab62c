#!/usr/bin/env bash
# Starts the build program, compiling it first when something it is made of changed. --help shows what it can do.
# This file may be renamed: messages name it as it is called. The folder of the build program may be any below it:
build=build
# The .NET the build program is written for: its SDK must be that one at least, and is installed where there is none.
net=10.0
#
# Fast path: one listing of everything the program is made of equals the listing kept from last time → run it.
# Otherwise: hash; compile only if the content differs: the compiler alone after edits of the program's own sources, MSBuild for anything else.
set -euo pipefail

# A closed output would be the number of the next file that is opened.
{ : >&1; } 2>/dev/null || exec >/dev/null
{ : >&2; } 2>/dev/null || exec 2>/dev/null

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
SLIPWAY_LAUNCHER=${self##*/}
export SLIPWAY_ROOT SLIPWAY_LAUNCHER
home=$SLIPWAY_ROOT/.nuke/temp/build

# ---- completion: what the program last said may be typed; nothing is started -----------------------------------------

# The last word is completed; those in front of it say what makes sense.
complete_word() {
  local kind name targets values word before='' current='' chosen=' ' wanted='' found=()
  [[ -f $SLIPWAY_ROOT/.nuke/temp/schema/completion ]] || return 0
  while [[ $# -gt 1 ]]; do
    [[ $1 == -* || $before == -* ]] || chosen+="$1 "
    before=$1
    shift
  done
  current=${1-}
  shopt -s nocasematch
  while IFS='|' read -r kind name targets values; do
    if [[ $before == -* && $name == "$before" ]]; then wanted=$values; fi
    [[ $name == "$current"* ]] || continue
    if [[ $kind == target && $current != -* ]]; then found+=("$name"); fi
    [[ $kind == option && $current == -* ]] || continue
    if [[ -z $targets || $chosen == ' ' ]]; then found+=("$name"); continue; fi
    for word in $targets; do
      if [[ $chosen == *" $word "* ]]; then found+=("$name"); break; fi
    done
  done <"$SLIPWAY_ROOT/.nuke/temp/schema/completion"
  if [[ -n $wanted && $current != -* ]]; then
    found=()
    for word in $wanted; do [[ $word != "$current"* ]] || found+=("$word"); done
  fi
  [[ ${#found[@]} -eq 0 ]] || printf '%s\n' "${found[@]}"
}

completion_script() {
  local names="$SLIPWAY_LAUNCHER ./$SLIPWAY_LAUNCHER"
  case ${1-} in
    bash)
      cat <<SCRIPT
_slipway() { mapfile -t COMPREPLY < <("\${COMP_WORDS[0]}" :complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null); }
complete -o default -F _slipway $names
SCRIPT
      ;;
    zsh)
      cat <<SCRIPT
_slipway() { compadd -- \${(f)"\$("\$words[1]" :complete "\${(@)words[2,CURRENT]}" 2>/dev/null)"} }
compdef _slipway $names
SCRIPT
      ;;
    fish) printf 'complete -c %s -f -a %s\n' "$SLIPWAY_LAUNCHER" "'(set -l words (commandline -opc); \$words[1] :complete \$words[2..] (commandline -ct) 2>/dev/null)'" ;;
    pwsh)
      cat <<SCRIPT
Register-ArgumentCompleter -Native -CommandName $SLIPWAY_LAUNCHER -ScriptBlock {
  param(\$current, \$line, \$cursor)
  \$words = @(\$line.CommandElements | ForEach-Object { \$_.ToString() })
  if (\$current -eq '') { \$words += '' }
  & \$words[0] ':complete' @(\$words | Select-Object -Skip 1) 2>\$null
}
SCRIPT
      ;;
    *)
      printf 'slipway: %s\n' "./$SLIPWAY_LAUNCHER :completion takes bash, zsh, fish or pwsh; for bash: source <(./$SLIPWAY_LAUNCHER :completion bash)" >&2
      return 2
      ;;
  esac
}

case ${1-} in
  :complete) shift && complete_word "$@" && exit ;;
  :completion) shift && completion_script "$@" && exit || exit 2 ;;
esac

# path, size, mtime, ctime and inode of every file below the roots, outputs of compilation left out. A root that is not there (yet) is none.
# What stands behind the roots are folders whose files of one kind are compiled from afar: "FOLDER*.cs"; of those also the names of sub-folders.
listing() {
  local format='%p %s %T@ %C@ %i\n' root pattern
  if [[ $OSTYPE == darwin* ]]; then
    find "$@" \( -name bin -o -name obj -o -name .git -o -name .nuke \) -prune -o -type f -exec stat -f '%N %z %Fm %Fc %i' {} + 2>/dev/null || true
    for root in ${afar[@]+"${afar[@]}"}; do
      pattern=${root##*/}
      find "${root%/*}" -maxdepth 1 \( -type d -print \) -o -name "$pattern" -exec stat -f '%N %z %Fm %Fc %i' {} + 2>/dev/null || true
    done
  else
    find "$@" \( -name bin -o -name obj -o -name .git -o -name .nuke \) -prune -o -type f -printf "$format" 2>/dev/null || true
    for root in ${afar[@]+"${afar[@]}"}; do
      pattern=${root##*/}
      find "${root%/*}" -maxdepth 1 \( -type d -printf '%p\n' \) -o -name "$pattern" -printf "$format" 2>/dev/null || true
    done
  fi
}

# The record names the folder it is about: a copy of it in another checkout is none.
roots=() afar=()
if [[ -f $home/current && ${1-} != :init ]]; then
  { IFS= read -r dotnet && IFS= read -r program && IFS=$'\t' read -r -a roots && IFS=$'\t' read -r -a afar; } <"$home/current" || true
  if [[ -x ${dotnet-} && ${roots[0]-} == "$SLIPWAY_ROOT/$build" && $program == "$home/"* && -f $home/listing &&
    $(listing "${roots[@]}" "$program") == "$(<"$home/listing")" ]]; then
    exec "$dotnet" "$program/_build.dll" "$@"
  fi
fi

# ---- slow path ------------------------------------------------------------------------------------------------------

say() { printf 'slipway: %s\n' "$*" >&2; }
hash_text() { if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1; }
hash_files() { if command -v sha256sum >/dev/null; then xargs -0 sha256sum; else xargs -0 shasum -a 256; fi; }

# The SDK for the build folder: that of its own global.json, or else of the nearest above. On PATH, or installed here before, or installed here now.
# Remembered until global.json or the installed SDKs change.
find_sdk() {
  local candidate answer file=$SLIPWAY_ROOT/$build
  while [[ ! -f $file/global.json && $file == */* ]]; do file=${file%/*}; done
  asked='' wanted=''
  if [[ -f $file/global.json ]]; then
    asked=$file/global.json
    wanted=$(<"$asked")
  fi
  seen=''
  for candidate in "$(command -v dotnet || true)" "$SLIPWAY_ROOT/.nuke/temp/dotnet/dotnet"; do
    [[ -x $candidate ]] || continue
    dotnet=$candidate
    answer=$net$'\n'$(sdks "$candidate")$'\n'$wanted
    if [[ -f $home/sdk && -f $home/sdk.for && $answer == "$(<"$home/sdk.for")" ]]; then
      { IFS= read -r sdk; IFS= read -r sdk_folder; } <"$home/sdk"
      return
    fi
    if sdk=$(in_build "$candidate" --version 2>/dev/null) && [[ ${sdk%%.*} -ge ${net%%.*} ]]; then
      sdk_folder=$(in_build "$candidate" --list-sdks | sed -n "s/^${sdk//./\\.} \[\(.*\)\]\$/\1/p")/$sdk
      printf '%s\n%s\n' "$sdk" "$sdk_folder" >"$home/sdk"
      printf '%s\n' "$answer" >"$home/sdk.for"
      return
    fi
    seen+=$("$candidate" --list-sdks 2>/dev/null | sed 's/ \[.*//' | tr '\n' ' ' || true)
  done
  install_sdk
  find_sdk
}

# The SDK reads global.json from the folder it is started in upwards.
in_build() { (cd "$SLIPWAY_ROOT/$build" && DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 exec "$@"); }

sdks() {
  local real
  real=$(readlink -f "$1" 2>/dev/null || printf '%s' "$1")
  printf '%s\n' "$1" "$(dirname "$real")"/sdk/*
}

install_sdk() {
  local script=$SLIPWAY_ROOT/.nuke/temp/dotnet-install.sh choice=(--channel "$net") version pattern='"version"[[:space:]]*:[[:space:]]*"(([0-9]+)[^"]*)"'
  local need="the .NET SDK $net"
  if [[ $wanted =~ $pattern ]]; then
    version=${BASH_REMATCH[1]}
    need="the .NET SDK $version that ${asked#"$SLIPWAY_ROOT/"} asks for"
    if [[ ${BASH_REMATCH[2]} -lt ${net%%.*} ]]; then
      say "${asked#"$SLIPWAY_ROOT/"} asks for the .NET SDK $version, and the build program needs $net or newer; here are: ${seen:-none}"
      say "  give the build program a global.json of its own; the product keeps the other:"
      say "  echo '{ \"sdk\": { \"version\": \"${net}.100\", \"rollForward\": \"latestFeature\" } }' > $build/global.json"
      exit 1
    fi
    choice=(--jsonfile "$asked")
  fi
  if [[ -e $SLIPWAY_ROOT/.nuke/temp/dotnet/installed ]]; then
    say "$need is not here, and the SDK in .nuke/temp/dotnet does not do; here are: ${seen:-none}; delete .nuke/temp/dotnet to install again"
    exit 1
  fi
  say "$need is not here (here are: ${seen:-none}); installing one into .nuke/temp/dotnet"
  if ! curl -fsSL --max-time 120 https://dot.net/v1/dotnet-install.sh -o "$script"; then
    say "the install script cannot be fetched; install $need, or ask for one that is here: ${seen:-none}"
    exit 1
  fi
  bash "$script" "${choice[@]}" --install-dir "$SLIPWAY_ROOT/.nuke/temp/dotnet" --no-path >&2 9>&- || { say "$need could not be installed"; exit 1; }
  : >"$SLIPWAY_ROOT/.nuke/temp/dotnet/installed"
}

# What the last full build was made of, from $home/inputs: "d FOLDER", "f FILE" and "a FOLDER/*.EXTENSION", those in the repository relative to it.
# Nothing is known before the first: then the build folder alone. It starts no process: this is on the way of every edit.
find_roots() {
  local kind path folder file folders=("$SLIPWAY_ROOT/$build") known=$'\n'
  roots=() afar=()
  if [[ -f $home/inputs ]]; then
    while IFS=' ' read -r kind path; do
      [[ $path == /* ]] || path=$SLIPWAY_ROOT/$path
      case $kind in
        d) if [[ $path != "${folders[0]}" ]]; then folders+=("$path"); fi ;;
        f) roots+=("$path") ;;
        a) afar+=("$path") ;;
      esac
    done <"$home/inputs"
  fi
  roots=("${folders[@]}" ${roots[@]+"${roots[@]}"})
  # What the SDK looks for on the way up from a project, there or not: one that appears is a change too.
  for folder in "${folders[@]}"; do
    while [[ $folder == */* ]]; do
      folder=${folder%/*}
      [[ $known != *$'\n'"$folder"$'\n'* ]] || break
      known+=$folder$'\n'
      for file in global.json Directory.Build.props Directory.Build.targets Directory.Build.rsp Directory.Packages.props \
        NuGet.config nuget.config NuGet.Config .editorconfig .globalconfig; do
        roots+=("$folder/$file")
      done
    done
  done
}

# "digest  path" of every source file, and the names of the folders compiled from afar, in a stable order
digests() {
  local root
  {
    find "${roots[@]}" \( -name bin -o -name obj -o -name .git -o -name .nuke \) -prune -o -type f -print0 2>/dev/null || true
    for root in ${afar[@]+"${afar[@]}"}; do find "${root%/*}" -maxdepth 1 -type f -name "${root##*/}" -print0 2>/dev/null || true; done
  } | LC_ALL=C sort -zu | hash_files
  for root in ${afar[@]+"${afar[@]}"}; do find "${root%/*}" -maxdepth 1 -type d 2>/dev/null | LC_ALL=C sort | sed 's/^/folder /' || true; done
}

look() {
  find_roots
  listed=$(listing "${roots[@]}")
  sources=$(digests)
  key=$(printf '%s\n%s\n' "$sdk" "$sources" | hash_text)
  program=$home/${key:0:20}
}

# What `current` and `listing` say is written last and renamed into place: a launch killed half-way leaves the old record or none.
# The sources were listed before they were hashed, so that an edit in between is seen by the next launch.
record() {
  local IFS=$'\t'
  printf '%s\n%s\n%s\n%s\n' "$dotnet" "$program" "${roots[*]}" "${afar[*]-}" >"$home/current.$$"
  { printf '%s\n' "$listed"; listing "$program"; } >"$home/listing.$$"
  mv -f "$home/listing.$$" "$home/listing"
  mv -f "$home/current.$$" "$home/current"
}

content() { (cd "$1" && find . -type f ! -name digests.txt -print0 | LC_ALL=C sort -z | hash_files); }
seal() { content "$1" >"$home/digests" && mv "$home/digests" "$1/digests.txt"; }
# The same without hashing, for the program that the record names: nothing about its files has changed since they were hashed.
is_untouched() { [[ -f $home/listing && -f $1/digests.txt && $(<"$home/listing") == *$'\n'"$(listing "$1")" ]]; }
is_whole() { [[ -f $1/digests.txt && $(content "$1") == "$(<"$1/digests.txt")" ]]; }

# Every project of a full build tells what it was made of: P its project, C what it compiled, I what else it read.
# The build program is compiled anew whatever obj says, so that the recorded command line names today's files.
write_targets() {
  cat >"$home/inputs.targets" <<'TARGETS'
<Project>
  <Target Name="SlipwayCompileAnew" BeforeTargets="CoreCompile" Condition="'$(MSBuildProjectFullPath)' == '$(SlipwayBuildProject)'">
    <Delete Files="@(IntermediateAssembly)" />
  </Target>
  <Target Name="SlipwayTellInputs" AfterTargets="CoreCompile">
    <PropertyGroup>
      <SlipwayMade>$([System.IO.Path]::GetFullPath('$(MSBuildProjectDirectory)/$(BaseIntermediateOutputPath)'))</SlipwayMade>
      <SlipwayMade Condition="$([System.IO.Path]::IsPathRooted('$(BaseIntermediateOutputPath)'))">$(BaseIntermediateOutputPath)</SlipwayMade>
    </PropertyGroup>
    <ItemGroup>
      <SlipwayRead Include="@(EmbeddedResource);@(AdditionalFiles);@(EditorConfigFiles)" />
      <SlipwayRead Include="@(Content)" Condition="'%(Content.CopyToOutputDirectory)%(Content.CopyToPublishDirectory)' != ''" />
      <SlipwayRead Include="@(None)" Condition="'%(None.CopyToOutputDirectory)%(None.CopyToPublishDirectory)' != ''" />
      <SlipwayRead Include="@(ReferencePath)" Condition="'%(ReferencePath.FrameworkReferenceName)%(ReferencePath.NuGetPackageId)%(ReferencePath.MSBuildSourceProjectFile)' == ''" />
      <SlipwayLine Include="P $(MSBuildProjectFullPath)" />
      <SlipwayLine Include="@(Compile->'C %(FullPath)')" Condition="!$([System.String]::Copy('%(FullPath)').StartsWith('$(SlipwayMade)'))" />
      <SlipwayLine Include="@(SlipwayRead->'I %(FullPath)')" Condition="!$([System.String]::Copy('%(FullPath)').StartsWith('$(SlipwayMade)'))" />
    </ItemGroup>
    <WriteLinesToFile File="$(SlipwayInputsFolder)/$(MSBuildProjectName)-$([System.Guid]::NewGuid())" Lines="@(SlipwayLine)" />
    <WriteLinesToFile File="$(SlipwayInputsFolder)/compile.rsp" Lines="@(CscCommandLineArgs)" Condition="'$(MSBuildProjectFullPath)' == '$(SlipwayBuildProject)'" />
  </Target>
</Project>
TARGETS
}

# A full build: everything MSBuild decides, published to a folder of its own.
# Restoring does not read what a package says about native code for this machine, so where Slipway is a package it is said here.
publish() {
  local log=$home/publish.log native=() size project=$SLIPWAY_ROOT/$build/_build.csproj
  say "compiling the build program"
  rm -rf "$home/told"
  mkdir -p "$home/told"
  write_targets
  # The package brings native code for this kind of machine. For others it is made here, and for a program of thousands of targets, which starts slowly without its own.
  size=$(find "$SLIPWAY_ROOT/$build" -name '*.cs' -not -path '*/obj/*' -exec cat {} + 2>/dev/null | wc -c)
  if [[ $(uname -sm) != "Linux x86_64" || $size -gt 200000 ]] && grep -q 'PackageReference Include="Slipway"' "$project"; then
    native=(-p:UseCurrentRuntimeIdentifier=true -p:SelfContained=false -p:PublishReadyToRun=true)
  fi
  # MSBuild takes variables for properties; unlike options they leave alone what a project says itself, and are not parted at commas.
  if ! (cd "$SLIPWAY_ROOT/$build" && export "${quiet[@]}" PublishDir="$1/" DOTNET_TieredPGO=0 ProvideCommandLineArgs=true SlipwayBuildProject="$project" \
    SlipwayInputsFolder="$home/told" CustomAfterMicrosoftCommonTargets="$home/inputs.targets" && exec ${tied[@]+"${tied[@]}"} "$dotnet" \
    publish _build.csproj -c Release -p:SlipwayLaunching=true ${native[@]+"${native[@]}"} "-bl:$home/publish.binlog;ProjectImports=None" \
    -nologo -v:quiet -tl:off -clp:NoSummary >"$log" 2>&1 9>&-); then
    cat "$log" >&2
    exit 1
  fi
  grep -h ' warning ' "$log" >&2 || true
  rm -f "$1"/*.xml
}

# What a full build has told, as find_roots reads it. Imports stand in MSBuild's own log: of all the paths in it those of files that are projects;
# what came with the SDK or with packages changes with their versions only.
learn() {
  local packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
  mv -f "$home/told/compile.rsp" "$home/compile.rsp" 2>/dev/null || rm -f "$home/compile.rsp"
  sed -n 's/^C //p' "$home"/told/_build-* >"$home/compiled"
  {
    cat "$home"/told/*
    gzip -dc "$home/publish.binlog" | LC_ALL=C grep -aoE '/[^[:cntrl:]]+' | LC_ALL=C sort -u | LC_ALL=C grep -avF -e "$packages/" -e "$home/" -e /obj/ |
      while IFS= read -r path; do if [[ -f $path ]]; then printf '%s\0' "$path"; fi; done | xargs -0 grep -lsE '<Project[ />]' | sed 's/^/I /' || true
  } | LC_ALL=C grep -avF " ${sdk_folder%/sdk/*}/" | root=$SLIPWAY_ROOT/ awk '
    function folder(path) { sub(/\/[^\/]*$/, "", path); return path }
    function put(kind, path) { if (index(path, ENVIRON["root"]) == 1) path = substr(path, length(ENVIRON["root"]) + 1); if (!done[kind path]++) print kind " " path }
    { path = substr($0, 3) }
    /^P / { projects[folder(path)] = 1 }
    /^[CI] / { kinds[path] = substr($0, 1, 1) kinds[path] }
    END {
      for (one in projects) { inner = 0; for (up = folder(one); up != ""; up = folder(up)) if (up in projects) inner = 1; if (!inner) { put("d", one); kept[one] = 1 } }
      for (path in kinds) {
        inner = 0; for (up = folder(path); up != ""; up = folder(up)) if (up in kept) inner = 1
        if (inner) continue
        put("f", path)
        name = path; sub(/.*\//, "", name)
        if (kinds[path] ~ /C/ && name ~ /\./) { sub(/.*\./, "*.", name); put("a", folder(path) "/" name) }
      }
    }' | LC_ALL=C sort >"$home/inputs.$$"
  mv -f "$home/inputs.$$" "$home/inputs"
}

# True when a source changed while it was compiled: nobody knows then what the program was made of. What MSBuild wrote itself is no such change.
is_edited() {
  local path before=$sources
  look
  while IFS= read -r path; do
    [[ $'\n'$before$'\n' == *"  $path"$'\n'* && $'\n'$before$'\n' == *$'\n'"$(grep -F "  $path" <<<"$sources" | head -n 1)"$'\n'* ]] || return 0
  done < <(find "${roots[@]}" \( -name bin -o -name obj -o -name .git -o -name .nuke \) -prune -o -type f -cnewer "$home/began" ! -name packages.lock.json -print 2>/dev/null)
  return 1
}

# Only the program's own sources changed: the compiler alone, with the command line of the last full build. For speed the SDK's analyzers stay out,
# and the framework's source generators too where no source asks for one.
compile() {
  local log=$home/compile.log skips=('sdk|packs' sdk) skipped
  # The compiler lives for half a second and jits 5,000 methods in it: what .NET does for processes that live long only costs here.
  local hurry=(DOTNET_TieredPGO=0 DOTNET_EnableWriteXorExecute=0 DOTNET_gcServer=0 DOTNET_gcConcurrent=0 DOTNET_GCgen0size=0x4000000)
  local generated='GeneratedRegex|JsonSerializable|LoggerMessage|LibraryImport|GeneratedComInterface|JSImport|OptionsValidator'
  if [[ -n $(tr '\n' '\0' <"$home/compiled" | xargs -0 grep -lE "$generated" || true) ]]; then skips=(sdk); fi
  cp -al "$2" "$1" 2>/dev/null || cp -a "$2" "$1"
  grep -v ' \./_build\.\(dll\|pdb\)$' "$2/digests.txt" >"$home/digests"
  rm -f "$1/_build.dll" "$1/_build.pdb" "$1/digests.txt"
  for skipped in "${skips[@]}"; do
    part=$1 skipped="^/analyzer:.*/($skipped)/" awk '
      /^\/out:/ { print "/out:\"" ENVIRON["part"] "/_build.dll\""; next }
      /^\/pdb:/ { print "/pdb:\"" ENVIRON["part"] "/_build.pdb\""; next }
      /^\/(refout|analyzerconfig|noconfig)/ || $0 ~ ENVIRON["skipped"] { next }
      { print }' "$home/compile.rsp" >"$home/edit.rsp"
    if (cd "$SLIPWAY_ROOT/$build" && export "${hurry[@]}" && exec ${tied[@]+"${tied[@]}"} \
      "$dotnet" exec "$sdk_folder/Roslyn/bincore/csc.dll" -nologo -noconfig "@$home/edit.rsp" >"$log" 2>&1 9>&-); then
      (cd "$1" && printf './_build.dll\0./_build.pdb\0' | hash_files) >>"$home/digests"
      LC_ALL=C sort -k 2 "$home/digests" >"$1/digests.txt"
      return
    fi
    # A generator that was left out may be what is missing.
    grep -qE 'error CS(8795|9248|0534|0117|0103|0246|0535|1061)' "$log" || break
  done
  # What the last full build left in obj is gone: for MSBuild to mend, not for who edited.
  if grep -qE 'error CS(0006|2001)' "$log"; then
    rm -rf "$1"
    return 1
  fi
  cat "$log" >&2
  exit 1
}

# True when nothing but the content of the program's own sources differs from the last full build.
is_small_edit() {
  [[ -s $home/compiled && -f $home/compile.rsp && -f $home/sources && -f $sdk_folder/Roslyn/bincore/csc.dll ]] && { is_untouched "$home/$previous" || is_whole "$home/$previous"; } &&
    [[ "$sdk"$'\n'"$(shape <<<"$sources")" == "$(head -n1 "$home/sources")"$'\n'"$(tail -n +2 "$home/sources" | shape)" ]]
}

# The list of digests without the digests of what the program itself is compiled from
shape() { awk 'NR == FNR { own[$0]; next } { path = substr($0, 67); print (path in own ? path : $0) }' "$home/compiled" -; }

# ---- :init -----------------------------------------------------------------------------------------------------------
# Writes the few files a repository needs, chosen by what is there, and says each choice. It changes nothing that exists, but the line build=… of this file.

chose() { printf '  %-12s %s\n' "$1" "$2"; }
wrote() { chose wrote "${1#"$SLIPWAY_ROOT"/}"; }
# The files git would take, or all where there is no git.
files() { git -C "$SLIPWAY_ROOT" -c core.quotepath=off ls-files -co --exclude-standard 2>/dev/null || (cd "$SLIPWAY_ROOT" && find . -type f -not -path '*/bin/*' -not -path '*/obj/*' | sed 's#^\./##'); }
word() { printf '%s' "$1" | sed -E 's/([a-z0-9])([A-Z])/\1-\2/g; s/[^A-Za-z0-9]+/-/g; s/^-+|-+$//g' | tr '[:upper:]' '[:lower:]'; }
# A path as C# writes it: RootDirectory / "src" / "Web.csproj"
in_csharp() { printf 'RootDirectory / "%s"' "${1//\//\" \/ \"}"; }
is_free() { ! (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Tests, a web service, a worker, a package or nothing of these: by what the project says, and tests by their name too, for props say the rest.
kind_of() {
  local file=$SLIPWAY_ROOT/$1 name=${1##*/}
  name=${name%.*}
  if grep -qiE 'Microsoft\.NET\.Test\.Sdk|"(xunit|nunit|mstest|tunit)|MSTest\.Sdk|<IsTestProject>true' "$file" || [[ $name =~ (^|[._-])([Tt]ests?|[Ss]pecs)$|[a-z0-9](Tests?|Specs)$ ]]; then echo test
  elif grep -qE 'Microsoft\.NET\.Sdk\.Web"' "$file"; then echo web
  elif grep -qE 'Microsoft\.NET\.Sdk\.Worker"' "$file"; then echo worker
  elif grep -qiE '<IsPackable>false' "$file"; then echo other
  elif grep -qiE '<(PackageId|PackAsTool|GeneratePackageOnBuild)>|<IsPackable>true' "$file"; then echo package
  elif grep -qE '<OutputType>|Sdk="[^"]*(Blazor|Aspire)' "$file"; then echo other
  else echo library; fi
}

# How a service shows that it is ready: the contract where it keeps it, its health check where it maps one, else that it stays alive.
readiness_of() {
  local folder=$SLIPWAY_ROOT/${1%/*} path
  [[ $1 == */* ]] || folder=$SLIPWAY_ROOT
  if grep -rqs --include='*.cs' -e 'SLIPWAY_PACKAGE' "$folder"; then return; fi
  path=$(grep -rhsoE --include='*.cs' 'MapHealthChecks\("[^"]+"' "$folder" | head -n 1 | cut -d'"' -f2)
  if [[ -n $path ]]; then printf 'Ready.Status("%s")' "$path"; else printf 'Ready.AliveFor(TimeSpan.FromSeconds(5))'; fi
}

# Those of the projects that name something, themselves or by what they import.
mentioning() {
  local word=$1 path folder
  shift
  for path; do
    folder=$SLIPWAY_ROOT/$path
    if grep -qsi "$word" "$folder"; then printf '%s\n' "$path"; continue; fi
    while [[ $folder != "$SLIPWAY_ROOT" ]]; do
      folder=${folder%/*}
      # Central versions alone refer to nothing.
      if grep -qsi "PackageReference.*$word" "$folder/Directory.Build.props" "$folder/Directory.Build.targets" "$folder/Directory.Packages.props"; then printf '%s\n' "$path"; break; fi
    done
  done
}

frameworks() {
  local word names=''
  for word in xunit.v3 xunit nunit mstest tunit; do
    if [[ $word == xunit && $names == *xunit.v3* ]]; then continue; fi
    if [[ -n $(mentioning "$word" "$@") ]]; then names+="${names:+, }$word"; fi
  done
  printf '%s' "${names:+$names }"
}

# The frameworks the projects are built for, by themselves or by what the repository says of all.
targets_of() {
  local path
  {
    for path; do cat "$SLIPWAY_ROOT/$path"; done
    cat "$SLIPWAY_ROOT/Directory.Build.props" 2>/dev/null || true
  } | grep -oE '<TargetFrameworks?>[^<$]+' | sed 's/.*>//' | tr ';' '\n' | LC_ALL=C sort -uV | tr '\n' ' ' | sed 's/ $//' || true
}

# What releases count from, and how tags are written here; and where they are made.
say_history() {
  local tag odd branch
  git -C "$SLIPWAY_ROOT" rev-parse --git-dir >/dev/null 2>&1 || { chose git "no repository yet: git init && git add -A && git commit -m \"feat: begin\""; return; }
  tag=$(git -C "$SLIPWAY_ROOT" tag --list 2>/dev/null | grep -E '^v?[0-9]+\.[0-9]+\.[0-9]+$' | sed -E 's/^(v?)(.*)$/\2 \1\2/' | sort -rV | head -n 1 | cut -d' ' -f2 || true)
  odd=$(git -C "$SLIPWAY_ROOT" tag --list --sort=-creatordate 2>/dev/null | grep -E '[0-9]+\.[0-9]+\.[0-9]+$' | head -n 1 || true)
  if [[ -z $tag && -n $odd ]]; then chose tags "$odd is not read as a version; this makes one of it: git tag v${odd##*[!0-9.]} $odd"
  elif [[ -z $tag ]]; then chose tags "none names a version yet"
  elif [[ $tag == v* ]]; then chose tags "the newest is $tag; releases count from it"
  else chose tags "the newest is $tag; releases count from it, and new tags have no v either"; fi
  branch=$(git -C "$SLIPWAY_ROOT" symbolic-ref --short refs/remotes/origin/HEAD 2>/dev/null || git -C "$SLIPWAY_ROOT" symbolic-ref --short HEAD 2>/dev/null || true)
  if [[ -n $branch ]]; then chose branch "${branch#origin/}; every branch can be released"; fi
}

find_shape() {
  local path
  solutions=() projects=() webs=() workers=() packages=() libraries=() tests=()
  while IFS= read -r path; do
    case $path in "$build"/*) ;; *.sln | *.slnx) solutions+=("$path") ;; *.csproj | *.fsproj | *.vbproj) projects+=("$path") ;; esac
  done < <(files | LC_ALL=C sort)
  for path in ${projects[@]+"${projects[@]}"}; do
    case $(kind_of "$path") in
      test) tests+=("$path") ;; web) webs+=("$path") ;; worker) workers+=("$path") ;; package) packages+=("$path") ;; library) libraries+=("$path") ;;
    esac
  done
  # Where nothing runs and nothing says that it is a package, every library is one: that is the SDK's own rule.
  if [[ ${#webs[@]} -eq 0 && ${#workers[@]} -eq 0 && ${#packages[@]} -eq 0 ]]; then packages=(${libraries[@]+"${libraries[@]}"}); fi
}

choose_solution() {
  local path best='' in_root=()
  for path in ${solutions[@]+"${solutions[@]}"}; do [[ $path == */* ]] || in_root+=("$path"); done
  [[ ${#in_root[@]} -gt 0 ]] || in_root=(${solutions[@]+"${solutions[@]}"})
  for path in ${in_root[@]+"${in_root[@]}"}; do
    if [[ -z $best || $(grep -c '[a-z]proj"' "$SLIPWAY_ROOT/$path") -gt $(grep -c '[a-z]proj"' "$SLIPWAY_ROOT/$best") ]]; then best=$path; fi
  done
  if [[ ${#solutions[@]} -eq 0 && ${#projects[@]} -eq 1 ]]; then best=${projects[0]}; fi
  solution=$best
  if [[ -z $solution ]]; then
    say "there are ${#projects[@]} projects and no solution; make one, then run $SLIPWAY_LAUNCHER :init again:"
    say "  dotnet new sln && dotnet sln add \$(git ls-files '*.csproj')"
    exit 2
  fi
  if [[ ${#in_root[@]} -gt 1 ]]; then chose solution "$solution, the one with most projects of ${in_root[*]}"; else chose solution "$solution"; fi
}

# A folder of that name may be somebody else's, a file, or ignored by git; and a project in the root compiles all that lies below it, but for folders with a dot in front.
choose_folder() {
  local wanted path root='' why="$build is taken or ignored"
  for path in "${projects[@]}"; do [[ $path == */* ]] || root=$path; done
  local candidates=("$build" eng/slipway slipway)
  if [[ -n $root && $build != .* ]]; then candidates=(.build .slipway) why="$root would compile what lies in $build"; fi
  for wanted in "${candidates[@]}"; do
    [[ -e $SLIPWAY_ROOT/$wanted ]] || git -C "$SLIPWAY_ROOT" check-ignore -q "$wanted/Build.cs" 2>/dev/null || break
  done
  if [[ $wanted != "$build" ]]; then
    chose folder "$wanted, for $why; the line build=… of $SLIPWAY_LAUNCHER says so now"
    sed "s#^build=.*#build=$wanted#" "$SLIPWAY_ROOT/$SLIPWAY_LAUNCHER" >"$SLIPWAY_ROOT/$SLIPWAY_LAUNCHER.new"
    chmod +x "$SLIPWAY_ROOT/$SLIPWAY_LAUNCHER.new"
    mv "$SLIPWAY_ROOT/$SLIPWAY_LAUNCHER.new" "$SLIPWAY_ROOT/$SLIPWAY_LAUNCHER"
    build=$wanted
  fi
}

write_project() {
  local folder=$SLIPWAY_ROOT/$build source='' mapped=''
  mkdir -p "$folder"
  if grep -qsi packageSourceMapping "$SLIPWAY_ROOT"/[Nn]u[Gg]et.[Cc]onfig; then mapped=1; fi
  if [[ -n $feed && -z $mapped ]]; then source=$'\n'"    <RestoreAdditionalProjectSources>$feed</RestoreAdditionalProjectSources>"; fi
  cat >"$folder/_build.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>net$net</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>$source
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Slipway" Version="$version" />
  </ItemGroup>
</Project>
PROJECT
  wrote "$folder/_build.csproj"
  if [[ -n $mapped ]]; then
    source=''
    if [[ -n $feed ]]; then source="<add key=\"slipway\" value=\"$feed\" />"; fi
    cat >"$folder/nuget.config" <<CONFIG
<configuration>
  <packageSources>$source</packageSources>
  <packageSourceMapping><clear /></packageSourceMapping>
</configuration>
CONFIG
    wrote "$folder/nuget.config"
    chose packages "source mapping: the build program is left out of it"
  fi
  # What holds for the product's projects would hold for this one too.
  for file in Directory.Build.props Directory.Build.targets; do
    [[ -f $SLIPWAY_ROOT/$file ]] || continue
    printf '<Project />\n' >"$folder/$file"
    wrote "$folder/$file"
  done
  if grep -qs 'ManagePackageVersionsCentrally>true' "$SLIPWAY_ROOT/Directory.Packages.props"; then chose packages "versions are central: the build program has its own"; fi
  local pattern='"version"[[:space:]]*:[[:space:]]*"([0-9]+)'
  if [[ -f $SLIPWAY_ROOT/global.json && $(<"$SLIPWAY_ROOT/global.json") =~ $pattern && ${BASH_REMATCH[1]} -lt ${net%%.*} ]]; then
    printf '{ "sdk": { "version": "%s.100", "rollForward": "latestFeature" } }\n' "$net" >"$folder/global.json"
    wrote "$folder/global.json"
    chose sdk "the product keeps its SDK ${BASH_REMATCH[1]}, the build program has ${net%%.*}"
  fi
}

# The rows of a list in C#, one a line.
rows() { printf '        %s,\n' "$@"; }

write_build() {
  local path name port=7080 services=() jobs=() nugets=() ready
  for path in ${webs[@]+"${webs[@]}"}; do
    name=${path##*/}
    ready=$(readiness_of "$path")
    services+=("new(\"$(word "${name%.*}")\", $(in_csharp "$path"))${ready:+ { Ready = $ready \}}")
    chose service "$path, ${ready:-ready by the contract}"
  done
  if [[ ${#services[@]} -gt 1 ]]; then chose routes "every service but one needs Route = \"/path\" in Build.cs"; fi
  for path in ${workers[@]+"${workers[@]}"}; do
    name=${path##*/}
    jobs+=("new(\"$(word "${name%.*}")\", $(in_csharp "$path"))")
    chose worker "$path"
  done
  for path in ${packages[@]+"${packages[@]}"}; do
    nugets+=("$(in_csharp "$path")")
    chose package "$path"
  done
  {
    printf 'using System.Collections.Immutable;\nusing Slipway;\nusing Slipway.Components;\nusing Slipway.Releases.Environments;\nusing Slipway.Releases.Packages;\n\n'
    printf 'internal sealed class Build : SlipwayBuild, IRelease\n{\n    public static int Main() => Execute<Build>(build => ((IRelease)build).Release);\n\n'
    printf '    public string ApplicationName => "%s";\n\n' "$(word "${SLIPWAY_ROOT##*/}")"
    printf '    public AbsolutePath SolutionFile => %s;\n\n' "$(in_csharp "$solution")"
    if [[ ${#services[@]} -gt 0 ]]; then printf '    public ImmutableArray<ServiceProject> Services =>\n    [\n%s\n    ];\n\n' "$(rows "${services[@]}")"; fi
    if [[ ${#jobs[@]} -gt 0 ]]; then printf '    public ImmutableArray<WorkerProject> Workers =>\n    [\n%s\n    ];\n\n' "$(rows "${jobs[@]}")"; fi
    if [[ ${#nugets[@]} -gt 0 ]]; then printf '    public ImmutableArray<AbsolutePath> NuGetProjects =>\n    [\n%s\n    ];\n\n' "$(rows "${nugets[@]}")"; fi
    printf '    public ImmutableArray<DeploymentEnvironment> Environments =>\n    [\n'
    for name in staging production; do
      if [[ ${#services[@]} -eq 0 && ${#jobs[@]} -eq 0 ]]; then
        rows "DeploymentEnvironment.OfFeed(\"$name\", RootDirectory / \".nuke\" / \"state\" / \"feeds\" / \"$name\")"
      else
        while ! is_free "$port"; do port=$((port + 1)); done
        rows "new() { Name = \"$name\", Port = $port }"
        port=$((port + 1))
      fi
    done
    printf '    ];\n}\n'
  } >"$SLIPWAY_ROOT/$build/Build.cs"
  wrote "$SLIPWAY_ROOT/$build/Build.cs"
  if [[ ${#services[@]} -eq 0 && ${#jobs[@]} -eq 0 ]]; then chose feeds "folders below .nuke/state; the address of a server takes their place in Build.cs"; fi
}

init() {
  local feed='' version='' solutions projects webs workers packages libraries tests solution file newest platform count targets
  while [[ $# -gt 0 ]]; do
    case $1 in
      --source) feed=${2-}; shift 2 || break ;;
      --version) version=${2-}; shift 2 || break ;;
      *) say "$SLIPWAY_LAUNCHER :init takes --source FOLDER_OR_FEED and --version VERSION, not $1"; exit 2 ;;
    esac
  done
  if [[ -n $feed && $feed != http* ]]; then
    if [[ ! -d $feed ]]; then say "--source $feed is no folder"; exit 2; fi
    feed=$(cd -- "$feed" && pwd)
    for newest in "$feed"/Slipway.[0-9]*.nupkg; do [[ ! -f $newest ]] || file=$newest; done
    file=${file-}; file=${file##*/Slipway.}
    version=${version:-${file%.nupkg}}
  fi
  if grep -qs '"Slipway"\|Slipway.csproj' "$SLIPWAY_ROOT/$build/_build.csproj"; then
    chose adopted "$build/_build.csproj is there already: nothing was changed; next: ./$SLIPWAY_LAUNCHER Doctor"
    return
  fi
  version=${version:-0.1.0}
  find_shape
  if [[ ${#projects[@]} -eq 0 ]]; then say "there is no .NET project in $SLIPWAY_ROOT"; exit 2; fi
  choose_solution
  targets=$(targets_of "${projects[@]}")
  if [[ -n $targets ]]; then chose targets "$targets"; fi
  choose_folder
  write_project
  write_build
  if [[ ${#tests[@]} -gt 0 ]]; then
    platform=VSTest count="${#tests[@]} projects"
    if grep -qs Microsoft.Testing.Platform "$SLIPWAY_ROOT/global.json"; then platform=Microsoft.Testing.Platform; fi
    if [[ ${#tests[@]} -eq 1 ]]; then count="1 project"; fi
    chose tests "$count, $(frameworks "${tests[@]}")by $platform"
    count=$(mentioning coverlet "${tests[@]}" | wc -l)
    if [[ $count -eq 0 ]]; then chose coverage "none: dotnet add ${tests[0]} package coverlet.collector"
    elif [[ $count -eq ${#tests[@]} ]]; then chose coverage "coverlet"
    else chose coverage "coverlet in $count of ${#tests[@]} test projects"; fi
  elif [[ -e $SLIPWAY_ROOT/.nuke/release.json ]]; then
    chose tests "none; say \"gates\": { \"minimumTests\": 0 } in .nuke/release.json"
  else
    mkdir -p "$SLIPWAY_ROOT/.nuke"
    printf '{ "gates": { "minimumTests": 0 } }\n' >"$SLIPWAY_ROOT/.nuke/release.json"
    wrote "$SLIPWAY_ROOT/.nuke/release.json"
    chose tests "none, as .nuke/release.json says now"
  fi
  for file in bin obj; do
    git -C "$SLIPWAY_ROOT" check-ignore -q "x/$file/y" 2>/dev/null || chose gitignore "$file/ is not ignored: add the line to .gitignore"
  done
  say_history
  git config user.email >/dev/null 2>&1 || chose git "nobody is named: git config user.email you@example.org"
  printf 'Next: git add -A && git commit -m "build: release with Slipway", then ./%s Release\n' "$SLIPWAY_LAUNCHER"
}

if [[ ${1-} == :init ]]; then
  shift
  init "$@"
  exit 0
fi

quiet=(MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0 DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1)
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

dotnet='' sdk='' sdk_folder='' asked='' wanted='' seen=''
previous=$(cat "$home/previous" 2>/dev/null || printf 'none')

# A machine that only promotes and rolls back may have no sources any more: the program compiled before still knows how.
find_roots
missing=''
if [[ -f $home/inputs ]]; then
  while IFS=' ' read -r kind path; do
    if [[ $kind == d && ! -d $path && ! -d $SLIPWAY_ROOT/$path ]]; then missing=$path; fi
  done <"$home/inputs"
fi
if [[ -n $missing ]] && is_whole "$home/$previous"; then
  IFS= read -r dotnet <"$home/current" || true
  [[ -x $dotnet ]] || dotnet=$(command -v dotnet || printf '%s' "$SLIPWAY_ROOT/.nuke/temp/dotnet/dotnet")
  say "$missing cannot be found; using the build program compiled before"
  exec "$dotnet" "$home/$previous/_build.dll" "$@" 9>&-
fi
if [[ ! -f $SLIPWAY_ROOT/$build/_build.csproj ]]; then
  say "there is no $build/_build.csproj; the line build=… at the top of $SLIPWAY_LAUNCHER names the folder of the build program"
  say "new here? ./$SLIPWAY_LAUNCHER :init looks at the repository and writes the few files that fit, changing none that is there"
  exit 1
fi

find_sdk
look
if ! is_whole "$program"; then
  rm -rf "$program" "$home"/*.part
  edited=''
  if is_small_edit && compile "$program.part" "$home/$previous"; then
    [[ $(listing "${roots[@]}") == "$listed" ]] || edited=1
    mv "$program.part" "$program"
  else
    : >"$home/began"
    publish "$home/new.part"
    seal "$home/new.part"
    learn
    if is_edited; then edited=1; fi
    rm -rf "$program"
    mv "$home/new.part" "$program"
  fi
  if [[ -n $edited ]]; then
    # It runs this once, and the next launch compiles anew.
    mv "$program" "$home/edited.$$"
    program=$home/edited.$$
    listed=''
    rm -f "$home/sources"
  else
    printf '%s\n%s\n' "$sdk" "$sources" >"$home/sources"
  fi
  printf '%s\n' "${program##*/}" >"$home/previous"
  # a program may still run from an older folder: the newest few stay
  count=0
  for old in $(cd "$home" && ls -td -- */); do
    [[ -f $home/${old}digests.txt ]] || continue
    count=$((count + 1))
    if [[ $count -gt 5 ]]; then rm -rf "${home:?}/$old"; fi
  done
fi
record
if command -v flock >/dev/null; then exec 9>&-; fi
exec "$dotnet" "$program/_build.dll" "$@"
