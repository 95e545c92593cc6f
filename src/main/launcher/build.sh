# Sourced by ./signalbox when there is no build or its sources have changed. Leaves in target/launcher what a start needs:
# class paths, options of the JVMs, and caches of what they load.

say() { echo "signalbox: $*" >&2; }

build() {
  mkdir -p "$built" && lock || return
  if is_current; then # another start has built meanwhile
    unlock
    return
  fi
  : >"$built/stamp.new" # older than whatever is changed from now on
  if ! is_packaged; then
    say "building; this takes about a minute, once ..."
    (cd "$home" && ./mvnw -q -Dmaven.test.skip=true -Dspotless.check.skip=true package) >&2 || {
      say "the build failed, see above"
      return 1
    }
  fi
  cp "$home"/src/main/launcher/*.jvmopts "$built" && class_paths || return
  say "learning to start fast ..."
  [ -z "${SIGNALBOX_RUNTIME-}" ] || java=$SIGNALBOX_RUNTIME/bin/java # an image brings another than the one that builds
  rehearse tool dev.signalbox.cli.Rehearsal src/main/launcher/rehearsal/commands
  rehearse operator dev.signalbox.cli.OperatorRehearsal
  rehearse sidecar dev.signalbox.cli.SidecarRehearsal
  mv "$built/stamp.new" "$built/stamp"
  unlock
}

# is_packaged: somebody has run ./mvnw package since the last change.
is_packaged() {
  package=$home/target/quarkus-app/quarkus-run.jar
  [ -f "$package" ] && [ -d "$home/target/quickstart-lib" ] &&
    [ -z "$(find "$home/src/main" "$home/crds" "$home/pom.xml" -newer "$package")" ]
}

# One build at a time; whoever comes second waits for the first.
lock() {
  waiting=
  until mkdir "$built/lock" 2>/dev/null; do
    holder=$(cat "$built/lock/pid" 2>/dev/null) || holder=
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -rf "$built/lock"
    elif [ -w "$built" ]; then
      [ -n "$waiting" ] || say "waiting for another build (if there is none: rm -r $built/lock) ..."
      waiting=yes
      sleep 1
    else
      say "$built must be writable, as the sources have changed since the build"
      return 1
    fi
  done
  echo $$ >"$built/lock/pid"
  trap unlock EXIT
  trap 'exit 130' INT TERM
}

unlock() {
  rm -rf "$built/lock"
  trap - EXIT INT TERM
}

class_paths() {
  app=target/quarkus-app
  (cd "$home" && named_jars tool) >"$built/tool.classpath" || return
  (cd "$home" && named_jars sidecar) >"$built/sidecar.classpath" || return
  # The order is that of Quarkus' own runner. Where there is a copy that can be cached, it is taken instead.
  (cd "$home" && LC_ALL=C && printf '%s\n' $app/quarkus/transformed-bytecode.jar $app/quarkus/generated-bytecode.jar \
    $app/app/*.jar $app/lib/boot/*.jar $app/lib/main/*.jar) | while read -r jar; do
    copy=${jar##*/}
    copy=target/launcher/${copy%-[0-9]*.jar}.jar
    [ -f "$home/$copy" ] && echo "$copy" || echo "$jar"
  done >"$built/operator.classpath"
  (cd "$home" && LC_ALL=C && printf '%s\n' target/quickstart-lib/*.jar) >"$built/quickstart.classpath"
}

# named_jars NAME: a short class path: our own classes, and exactly one jar for each line of NAME.jars, or its copy in a
# format that can be cached where the line says so.
named_jars() {
  ls $app/app/*.jar
  while read -r artifact format; do
    set -- $app/lib/main/"$artifact"-[0-9]*.jar
    if [ $# -ne 1 ] || [ ! -f "$1" ]; then
      say "there must be one jar of $artifact in $app/lib/main, found: $*"
      return 1
    fi
    if [ "$format" = old ]; then
      "$java" -cp "$1" src/main/launcher/CurrentFormat.java "$1" "target/launcher/$artifact.jar" >&2 || return
      echo "target/launcher/$artifact.jar"
    else
      echo "$1"
    fi
  done <"src/main/launcher/$1.jars"
}

# rehearse NAME MAIN ARGUMENT...: runs a class path once and caches what that loaded (JEP 514). Without, all works, slower.
rehearse() {
  name=$1
  shift
  class_path "$name"
  rm -f "$built/$name.aot"
  (cd "$home" && "$java" "@$built/$name.jvmopts" -Xmx1g "-XX:AOTCacheOutput=$built/$name.aot" -cp "$class_path" "$@") \
    >"$built/$name.log" 2>&1 </dev/null
  [ -f "$built/$name.aot" ] || say "no cache for a fast start could be made, see $built/$name.log"
}
