/**
 * The only door. What is not listed here is nobody's business outside `src/`.
 *
 * First the desk, then what it is made from, then what an adapter needs to ask and to show.
 */

// Who may do and see what
export { type AccessNews, type FollowedAccess, type ReadText, readAccess } from "./access/followed-access.ts";
// What an adapter shows
export type { CommandHelp } from "./answer/command-help.ts";
export type { Phrases } from "./answer/phrases.ts";
export type {
  Attachment,
  EntryRef,
  Fact,
  FollowUp,
  Form,
  FormField,
  Mark,
  Moment,
  Outcome,
  PageOf,
  Reply,
  ReplyPart,
  ReplyWords,
  Row,
  SourceMark,
} from "./answer/reply.ts";
// What calendar programs fetch
export type { Feed, FeedKeeper } from "./calendar/feed.ts";
// What is revised, and what whoever keeps the files does about it
export type { AuditChange, AuditOptions, AuditRecord } from "./change/audit.ts";
export type { Exported } from "./change/export.ts";
export { type Changes, type ChangesOptions, openChanges, registerInForce } from "./change/open-changes.ts";
export { audit, checkRevisions, exportRegister } from "./change/registrar.ts";
export type { Change, Revision } from "./change/revision.ts";
export { compileShipped } from "./compile-shipped.ts";
export { type Config, type Database, parseConfig } from "./config.ts";
export type { Denial, DenialKeeper } from "./denials.ts";
// The desk
export { createDesk, type Desk, type DeskOptions, type ServedDesk } from "./desk.ts";
// What goes wrong
export { ConfigError, formatProblem, type Problem, RegisterError } from "./errors.ts";
// Why a question is answered as it is
export type {
  ExplainedBend,
  ExplainedLeftover,
  ExplainedMention,
  ExplainedReading,
  ExplainedTime,
  ExplainedWord,
  Meaning,
  Span,
} from "./explain/explained-reading.ts";
export type {
  ExplainedDecision,
  ExplainedEntry,
  ExplainedLanguage,
  ExplainedOther,
  Explanation,
} from "./explain/explanation.ts";
export type { Match } from "./explain/match.ts";
export type { Reason } from "./explain/reasons.ts";
export type { Fetched } from "./fetching.ts";
// What it is made from
export type { Followed, Noticed } from "./followed.ts";
export { createFrontDesk, type FrontDesk, type FrontLimits, type FrontOptions } from "./front/front-desk.ts";
export { loadLanguages } from "./languages.ts";
export type { Candidate, LeaderKeeper } from "./leader.ts";
export { createMemory, type Memory } from "./memory.ts";
export { createNotes, type NoteKeeper } from "./notes.ts";
export type { Languages } from "./opening.ts";
export { PackFolderError } from "./pack/write-pack.ts";
export { packageFolder } from "./package-folder.ts";
export { createPreferences, type PreferenceKeeper, type Preferences } from "./preferences.ts";
export { isTimezone, noonOf, parseDay } from "./question/now.ts";

// What an adapter asks with
export type { Question } from "./question/question.ts";
export {
  checkDocuments,
  checkRegister,
  type RegisterCheck,
  writeSchemas,
} from "./register/check-register.ts";
export type { Kind } from "./register/field.ts";
export {
  type FollowedRegister,
  type FollowRegisterOptions,
  followRegister,
} from "./register/followed-register.ts";
export { type LoadOptions, loadRegister, shippedRegister } from "./register/load.ts";
export type { Register } from "./register/register.ts";
export { type Clearance, parseClearance } from "./register/view.ts";
export {
  createSearchIndex,
  DocumentIdError,
  type Found,
  type SearchDocument,
  type SearchIndex,
  type SearchOptions,
} from "./search/search-index.ts";

// What changes at run time

export { createSeen, type SeenKeeper } from "./seen.ts";
export {
  type Access,
  type AccessLine,
  type AccessRules,
  type Asking,
  openAccess,
  type Role,
  roles,
  type Standing,
} from "./standing.ts";
export type { BackupHeader } from "./store/backed-up.ts";
export type { StoreCheck } from "./store/connection.ts";
export { backUpStore, openStore, restoreStore } from "./store/open-store.ts";
export type { Store, StoreOptions } from "./store/store.ts";
export { StoreError } from "./store/store-error.ts";
export type { StoreLog } from "./store/store-log.ts";
// What people are told unasked
export type { DeliveryKeeper } from "./watch/delivery.ts";
export { type Messenger, type Sent, Undelivered, type UndeliveredReason } from "./watch/messenger.ts";
export type { Watch, WatchOptions } from "./watch/runner.ts";
export type { Subscription, SubscriptionKeeper } from "./watch/subscription.ts";
export type { WatchKeepers } from "./watching.ts";
