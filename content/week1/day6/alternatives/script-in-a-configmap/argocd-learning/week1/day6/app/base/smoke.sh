#!/bin/sh
set -eu
for endpoint in health metrics; do
  curl -fsS --retry 3 "http://echo-frontend/$endpoint" > /dev/null
  echo "$endpoint answers"
done
