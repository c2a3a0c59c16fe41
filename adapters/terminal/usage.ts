/** What `jambatan --help` prints. */
export const usage = `Usage:
  jambatan                            opens the prompt, and serves HTTP (as: jambatan serve)
  jambatan serve [--demo]             the same; --demo sets the clock to a week in which visits are coming
  jambatan ask [options] WORDS…       answers one question
  jambatan ask --batch [options]      answers questions from stdin, one JSON object a line
  jambatan explain [options] WORDS…   shows how a question is read, and why its answer is what it is
  jambatan check [DIR…]               checks a register
  jambatan check --documents DIR      checks its citations against the sources' own texts too
  jambatan export --to DIR            writes the register's files with what was revised in chat into an empty folder;
                                      --data DIR names the register
  jambatan audit                      shows who changed what, when, from where and why, oldest first; --json prints objects,
                                      --entry ID one entry's changes, --since YYYY-MM-DD those of this day and later
  jambatan schema DIR                 writes the JSON Schemas of a register's files, for an editor, and a list of fields
  jambatan manifest [FILE]            prints a Slack app's manifest, or writes it; --minimal asks for no channel's history,
                                      --prefix NAME makes its commands /NAME-mou, /NAME-visits, …,
                                      --url https://HOST has Slack send to /slack/events there, not by Socket Mode
  jambatan backup FILE                writes what was changed and chosen in chats into a file, also while the bot runs
  jambatan restore FILE               puts such a file into an empty database, of either kind (DATABASE_URL)
  jambatan --help | --version

Options of ask and explain:
  --json              the answer, or the explanation, as one JSON object
  --as-of YYYY-MM-DD  the day the question is asked on; without it, today
  --lang LANG         the language of the answer (en, ms, zh); without it, the question's own
  --data DIR          the register's folder
  --as CLEARANCE      public, internal, restricted, or restricted:GROUP,GROUP; without it, public
  --timezone ZONE     the asker's time zone, such as Asia/Kuala_Lumpur
  --                  ends the options, so that the question may begin with a dash

Exit codes of ask and explain: 0 answered, 4 not found, 5 refused, 1 failed, 2 wrong call, 3 register or environment not usable
Exit codes of check: 0 nothing wrong, 3 something is; warnings, such as of files that changed under a revision, do not count
Exit codes of export and audit: 0 done, 1 failed, 2 wrong call (as a folder that is not empty), 3 register or environment not usable
Exit codes of backup and restore: 0 done, 2 wrong call, 3 database or file not usable
The environment is described in .env.example.
`;
