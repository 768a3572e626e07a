export const HELP = `Vedette: video surveillance for providers, driven by their billing

  npm start                        start everything
  npm start -- serve --role ROLE   start one part: all (default), api, worker, media
  npm start -- --demo              start with a demo provider: organizations, users, cameras
  npm start -- migrate             bring the database to this version and end
  npm start -- user password --login LOGIN [--password PASSWORD]
                                   set a user's password (made up when not given)
  npm start -- connector test [--phone PHONE] [--uid UID] [--devices ID,ID]
                                   ask the billing that CONNECTOR names each question, and see what is wrong
  npm start -- secrets check       list what DATA_DIR/secret.key does not open
  npm start -- secrets forget      let go of that, when the key is lost for good, and list what has to be typed anew
  npm start -- openapi             print the description of our own API
  npm start -- --version | --help

Settings are environment variables:
  PORT (8080), HOST (0.0.0.0)      where it listens
  DATA_DIR (./data)                database, archive, key of the secrets
  DATABASE_URL                     an outside PostgreSQL, 15 or newer
  ADMIN_LOGIN (admin), ADMIN_PASSWORD, ADMIN_API_KEY
                                   the first administrator and the billing's key; read by the first start alone
  EGRESS_ALLOW                     networks that may be reached although refused, e.g. 127.0.0.0/8
  TRUSTED_PROXIES                  proxies whose forwarded headers count, e.g. 10.0.0.0/8
  FFMPEG_PATH                      the ffmpeg to use
  SECRET_KEY                       32 bytes as base64 or hex, instead of DATA_DIR/secret.key
  PUBLIC_URL                       what this server is called from outside; begins the links in letters
  CONNECTOR                        file that says how the billing is asked about contracts (docs/guide/connector.md)
  CONNECTOR_TRUST_HOURS (72)       how long the billing's last answer counts while it cannot be asked
  LOG_LEVEL (info)                 debug, info, warn, error`;
