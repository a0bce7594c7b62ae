import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge, type Tone } from '../../../web/ui/badge.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Table } from '../../../web/ui/table.tsx'
import {
  AnnouncementsPageDocument,
  CancelAnnouncementDocument,
  type AnnouncementsPageQuery,
  type AnnouncementState,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { Announce } from './announce.tsx'

const TONES: Readonly<Record<AnnouncementState, Tone>> = { RUNNING: 'busy', DONE: 'good', CANCELLED: 'quiet' }
type Said = AnnouncementsPageQuery['announcements']['edges'][number]['node']

/** What is said to everybody, or to all of a role. */
export function Announcements() {
  const { messages: texts, announcementState, announcementKind, desk } = useTexts()
  const { sdk } = useSession()
  const { number, dayAndClock } = useFormat()
  return (
    <Paged query={AnnouncementsPageDocument} variables={{}} list={({ announcements }) => announcements}>
      {(announcements, again) => {
        const cancel = (announcementId: string) => async () => {
          await sdk.execute(CancelAnnouncementDocument, { input: { announcementId } })
          again()
        }
        return (
          <>
            <Announce said={again} />
            {announcements.length === 0 ? (
              <Empty>{texts.noAnnouncement}</Empty>
            ) : (
              <Table<Said>
                label={texts.parts.announcements}
                rows={announcements}
                rowKey={({ id }) => id}
                columns={[
                  { name: texts.title, cell: ({ title }) => title },
                  { name: texts.kind, cell: ({ kind }) => announcementKind[kind] },
                  { name: texts.state, cell: ({ state }) => <Badge tone={TONES[state]}>{announcementState[state]}</Badge> },
                  { name: texts.told, cell: ({ told }) => number(told), number: true },
                  { name: texts.when, cell: ({ createdAt }) => dayAndClock(createdAt) },
                  {
                    name: texts.cancel,
                    cell: ({ id, state }) =>
                      state === 'RUNNING' ? (
                        <AskFirst label={texts.cancel} title={texts.cancel} back={desk.back} onYes={cancel(id)}>
                          <p>{texts.cancelMeans}</p>
                        </AskFirst>
                      ) : (
                        '–'
                      ),
                  },
                ]}
              />
            )}
          </>
        )
      }}
    </Paged>
  )
}
