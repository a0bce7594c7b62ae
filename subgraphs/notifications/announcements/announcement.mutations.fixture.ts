import { newId } from '#lib/id.ts'
import type { MutationCase } from '../../../test/mutation-case.ts'
import { ANNOUNCEMENT_LIMITS } from './limits.ts'

const en = { language: 'en', title: 'News', body: 'There is some.' }
const path = ['input', 'texts', 0]

export const announcementMutations: Record<string, MutationCase> = {
  announce: {
    input: { texts: [en], role: 'DRIVER', link: '/news', idempotencyKey: newId() },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [
      [{ texts: [] }, ['input', 'texts']],
      [{ texts: [{ ...en, language: 'de' }] }, ['input', 'texts']],
      [{ texts: [en, en] }, ['input', 'texts']],
      [{ texts: [{ ...en, title: ' ' }] }, [...path, 'title']],
      [{ texts: [{ ...en, title: 'x'.repeat(ANNOUNCEMENT_LIMITS.titleCharacters + 1) }] }, [...path, 'title']],
      [{ texts: [{ ...en, body: 'no\0text' }] }, [...path, 'body']],
      [{ link: 'https://elsewhere.example' }, ['input', 'link']],
      [{ link: '//elsewhere.example' }, ['input', 'link']],
      [{ kind: 'GOSSIP' }, ['input', 'kind']],
      [{ role: 'KING' }, ['input', 'role']],
      [{ idempotencyKey: 'nonsense' }, ['input', 'idempotencyKey']],
    ],
  },
  cancelAnnouncement: {
    input: { announcementId: newId() },
    stranger: 'FORBIDDEN',
    by: 'admin',
    bad: [[{ announcementId: 'nonsense' }, ['input', 'announcementId']]],
  },
}
