#!/usr/bin/env bash
# publish.sh SITE [TARGET]: 网站服务器自己来取、自己生成。有新提交，或者到了新的一天，就换上新网站；否则什么也不做。
# 服务器不用向代码平台交出密钥，代码平台也进不了服务器。放进 crontab，出错时 cron 发一封邮件：
#     */10 * * * * /srv/catalog/.github/hosting/publish.sh /srv/www/zwgk
# 生成在这台机器上、网站在另一台的，后面写上那一台（disclosure deploy 的目标）：publish.sh /srv/build/zwgk zwgk@web:/srv/www/zwgk
# publish.sh SITE [TARGET]: the web server pulls and builds for itself, after a new commit and on a new day; with
# TARGET the site is then deployed there.
set -euo pipefail

rebuild() { # with && throughout: set -e is off in a condition
  make --silent .venv/.ready &&
    .venv/bin/disclosure build --as-of today --output "$1" &&
    .venv/bin/disclosure verify "$1" &&
    bring "$@"
}

bring() { # to another folder or server, where one is named
  if [ -n "${2:-}" ]; then
    .venv/bin/disclosure deploy "$2" --site "$1"
  fi
}

publish() {
  local state
  cd "$(dirname "$0")/../.."
  mkdir -p .cache
  exec 9> .cache/publish.lock
  flock --nonblock 9 || return 0 # 上一次还没有做完
  umask 022 # 让 nginx 的账号读得到 / readable for nginx
  export TZ=Asia/Shanghai # 与 site_config.yml 的 timezone 相同
  git pull --quiet --ff-only
  state="$(git rev-parse HEAD) $(date +%F)"
  if [ "$state" = "$(cat .cache/published 2>/dev/null)" ]; then return 0; fi
  if ! rebuild "$@" > .cache/publish.log 2>&1; then
    # tried again every time, told only once
    [ "$state" = "$(cat .cache/failed 2>/dev/null)" ] || cat .cache/publish.log >&2
    echo "$state" > .cache/failed
    return 1
  fi
  echo "$state" > .cache/published
}

publish "$@"
exit # git pull may have changed this file: nothing more of it is read
