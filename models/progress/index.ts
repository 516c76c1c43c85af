// Progress of single people: the door for commands and pages.
export { readAddresses } from "./addresses.js";
export { answerContest, listContests, raiseContest, type ContestWish } from "./contest.js";
export { contestBundle } from "./contest-bundle.js";
export { digestPeople } from "./digest-people.js";
export { outboxErrors } from "./outbox-errors.js";
export { readOutbox, type Outbox, type OutboxMessage } from "./outbox.js";
export { writeNote } from "./person-notes.js";
export { progressErrors } from "./progress-errors.js";
export { progressPeople, type ProgressPeople } from "./progress-people.js";
export type * from "./progress-types.js";
export { sendOutbox, type SendReport } from "./send-outbox.js";
export { progressSheet } from "./sheet.js";
export { sheetMarkdown } from "./sheet-markdown.js";
export { smtpTransport } from "./smtp-transport.js";
export { isBundle, verifyBundle, type BundleReport } from "./verify-bundle.js";
export { writeDigest, type DigestManifest, type WrittenDigest } from "./write-digest.js";
