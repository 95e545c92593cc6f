# Sets JAVA_HOME to a JDK 25 or newer, or says what is missing. Sourced by ./mvnw and ./signalbox (POSIX sh).
# The default `java` of a machine may be older than the one the build needs, installed beside it.

jdk_release() { # jdk_release DIR: its feature release, 0 when DIR holds no JDK
  if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    echo 0
  fi
}

find_jdk() {
  javac_path=$(command -v javac 2>/dev/null) || javac_path=
  [ -z "$javac_path" ] || javac_path=$(readlink -f "$javac_path" 2>/dev/null || echo "$javac_path")
  for jdk in "${JAVA_HOME-}" "${JDK_25-}" "${javac_path%/bin/javac}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    release=$(jdk_release "$jdk")
    if [ "${release:-0}" -ge 25 ]; then
      JAVA_HOME=$jdk
      export JAVA_HOME
      return 0
    fi
  done
  echo "No JDK 25 found: looked at JAVA_HOME (${JAVA_HOME:-unset}), at javac on the PATH and in /usr/lib/jvm." >&2
  echo "Install one (Debian, with Adoptium's archive: apt-get install temurin-25-jdk) or set JAVA_HOME to it." >&2
  return 1
}

set +f # mvnw switches globbing off
find_jdk || exit 1
