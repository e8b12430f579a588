/** What a page needs for an assessment, and nothing else: its size with all dependencies is what `size-limit` measures. */
import { Assessment, Bank, Profile } from '../../dist/browser/index.js'

export const core = [Bank.decode, Assessment.start, Assessment.next, Assessment.answer, Profile.of]
