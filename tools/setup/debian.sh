# SPDX-License-Identifier: Apache-2.0
# What the two commands `review` and `test` share: missing Debian packages and the build. Sourced, not run.

# Nothing here may see the repository of a surrounding git hook.
unset "${!GIT_@}"

source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

# Each line: a package, and optionally a command that serves as well, whoever installed it.
build_packages='
ca-certificates
git git
g++ g++
cmake cmake
ninja-build ninja
pkg-config pkg-config
libgit2-dev
libyaml-cpp-dev
libcli11-dev
nlohmann-json3-dev
'
test_packages='
catch2
ccache ccache
clang-15 clang++-15
clang-format-15 clang-format-15
cmark-gfm
pre-commit pre-commit
python3 /usr/bin/python3
python3-jsonschema
python3-markdown-it
python3-pip
python3-venv
valgrind valgrind
nodejs node
npm npm
'

# complain SENTENCE...: to stderr; the caller exits 2.
complain() { printf '%s\n' "$@" >&2; }

# missing_packages LIST: the packages of the list that are neither installed nor replaced by a command.
missing_packages() {
  local package command
  while read -r package command; do
    [ -n "$package" ] || continue
    [ -n "$command" ] && command -v "$command" >/dev/null && continue
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] && continue
    printf '%s\n' "$package"
  done <<<"$1"
}

# install_packages LIST: as root or through sudo; quiet unless it fails.
install_packages() {
  command -v dpkg-query >/dev/null || return 0 # not Debian: CMake says what it misses
  local missing as_root=()
  mapfile -t missing < <(missing_packages "$1")
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      complain "These Debian packages are missing: ${missing[*]}" \
        "Install them as root: apt-get install --no-install-recommends ${missing[*]}"
      return 2
    fi
    as_root=(sudo)
  fi
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}" >&2
  quietly "${as_root[@]}" apt-get update &&
    quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends "${missing[@]}"
}

# build PRESET [CMAKE ARGUMENTS...]: configure and build; quiet unless it fails.
build() {
  local preset=$1
  shift
  [ -e "$source_root/build/$preset/bin/prodreview" ] || echo "Building prodreview ($preset) …" >&2
  (
    cd "$source_root" &&
      quietly cmake --preset "$preset" "$@" &&
      quietly cmake --build --preset "$preset"
  )
}

# quietly COMMAND...: its output is shown only when it fails, and then the status is 2.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=2
  [ "$status" -eq 0 ] || complain "This failed: $*" "$(tail -n 60 "$log")"
  rm -f "$log"
  return "$status"
}
