/** What `plugin-kit dev` keeps in the output folder: what the bot holds, and who has the folder. */
export {
  UnreadableJournal,
  openJournal,
  type Change,
  type Contents,
  type Journal,
} from './journal.js'
export { FolderInUse, lockFolder } from './lock.js'
