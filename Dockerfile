# The bot in a container. Without a token it shows the sandbox, both chats on one page:
#   docker build -t sokbo . && docker run --rm -p 127.0.0.1:8080:8080 sokbo

FROM python:3.13-slim-trixie AS builder
WORKDIR /app
RUN python -m venv --without-pip /venv
COPY requirements.lock ./
# Wheels only: a slim image has no compiler, and a package's build script is code that no hash of ours covers.
RUN python -m pip --python /venv/bin/python install --no-cache-dir --no-compile --only-binary :all: --require-hashes \
    --disable-pip-version-check --root-user-action ignore -r requirements.lock
COPY . .
# Compiled here, once: whoever runs the bot can't write beside the code, and would compile at every start (3 seconds
# instead of 1). Unchecked: nothing changes in an image, and no file's time can make it stale.
RUN python -m compileall -q -j 0 --invalidation-mode unchecked-hash /venv /app && \
    mv examples/site /site && chmod 1777 /site/_posts

# Git and ssh, which a site in a repository needs, with the libraries that they are linked with and nothing else: installed
# whole, Perl, servers and manuals would make the image 110 MB larger instead of 30.
FROM python:3.13-slim-trixie AS git
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends git openssh-client && \
    set -- /usr/bin/git /usr/bin/git-upload-pack /usr/lib/git-core/git-remote-http /usr/lib/git-core/git-remote-https \
        /usr/bin/ssh && \
    mkdir /git && cp --parents --no-dereference -t /git "$@" && \
    ldd "$@" | awk '/=>/ {print $3}' | sort -u | xargs realpath | xargs cp --parents -t /git

FROM python:3.13-slim-trixie
# `ldconfig` gives the libraries the names they are asked for by. The bot's usual number has a name here: ssh, unlike all
# else, does not run for one who has none.
COPY --from=git /git /
RUN ldconfig && echo 'sokbo:x:10001:10001::/data:/usr/sbin/nologin' >> /etc/passwd
COPY --from=builder /venv /venv
COPY --from=builder /app /app
COPY --from=builder /site /site
# Any uid may write here and into the example's _posts (the sandbox's button publishes there): `--user` decides who the
# bot is, and only that one container sees the folder.
RUN install -d -m 1777 /data
WORKDIR /app
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    # A newsroom's own site is mounted over the example's.
    SITE=/site \
    DATA_DIR=/data \
    # A container's loopback is its own: only on all of its addresses does a published port reach the bot. Who else may
    # reach it, the publishing decides: `-p 127.0.0.1:8080:8080`.
    HTTP_ADDRESS=0.0.0.0:8080
# A number, so that Kubernetes can see it is not root; the bot runs as any other number as well.
USER 10001:10001
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["python", "-m", "bot", "health"]
# As a list, so that no shell stands between the engine's SIGTERM and the bot, which then drains.
ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
