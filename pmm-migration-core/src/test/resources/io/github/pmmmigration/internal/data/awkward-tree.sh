# Fills the current directory with everything that a careless copy would get wrong.
set -eu
mkdir -p postgres14/base grafana/plugins clickhouse/store empty nginx
echo docker > pmm-distribution
echo 14 > postgres14/PG_VERSION
for i in 1 2 3 4 5; do head -c 30000 /dev/urandom > postgres14/base/$i; done
head -c 3000000 /dev/urandom > clickhouse/store/part
ln clickhouse/store/part clickhouse/store/part-again
echo linked > grafana/h1
ln grafana/h1 grafana/h2
ln grafana/h1 empty/h3
printf x > "$(printf 'new\nline')"
printf x > "$(printf 'not-utf8-\377\376\001')"
printf x > ' spaces  and	tab '
printf x > 'quotes"'\''$HOME`id`*?[a]\'
printf d > ./-rf
mkdir ./--help
echo > './--help/-x'
printf l > "$(printf 'n%.0s' $(seq 250))"
deep=deep
for i in $(seq 120); do deep=$deep/abcdefghijklmnopqrstuvwxyz; done
mkdir -p "$deep"
echo deep > "$deep/leaf"
ln -s "$OUTSIDE" outside
ln -s nowhere dangling
ln -s postgres14 to-directory
ln -s 'a//b' double-slash
ln dangling dangling-again
mkfifo fifo
truncate -s 5000000 sparse
printf tail >> sparse
truncate -s 300000 small-sparse
printf tail >> small-sparse
printf '#!/bin/sh\n' > setuid
printf x > setgid
mkdir setgid-directory sticky
if [ "$(id -u)" = 0 ]; then
    chown -R 26:26 postgres14
    chown -R 998:998 grafana
    chown -R 0:1000 clickhouse
    chown 1000:1000 empty
    chown 1000:0 sticky
    chown -h 26:998 dangling
    chown 26:26 setuid
    chown 5:6 setgid
    chown 998:998 grafana/h1
    chmod 000 grafana/h1
fi
chmod 4755 setuid
chmod 2755 setgid
chmod 2770 setgid-directory
chmod 1777 sticky
chmod 700 postgres14
chmod 600 postgres14/base/*
if setfattr -n user.pmm.test -v hello pmm-distribution 2>/dev/null; then
    setfattr -n user.pmm.directory -v hello clickhouse
fi
if setfacl -m u:1234:rwx grafana 2>/dev/null; then
    setfacl -m u:99:r pmm-distribution
    setfacl -d -m u:55:rx clickhouse
fi
touch -d '2001-01-01 01:01:01.123456789' postgres14/PG_VERSION
touch -d '1960-01-01' ./-rf
touch -h -d '2002-02-02' outside
touch -d 2003-03-03 empty grafana .
