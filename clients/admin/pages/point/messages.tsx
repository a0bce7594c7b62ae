import { memo, useEffect, useState } from 'react'
import { brokenSince } from '../../../web/graph/connection.ts'
import { View, useHeard } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Field } from '../../../web/ui/field.tsx'
import {
  ChargePointMessagesDocument,
  ChargePointMessagesNowDocument,
  type ChargePointFrameFragment,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { answerOf } from './answer.ts'

const PAGE = 50
type Frame = ChargePointFrameFragment

/** What a charger and the platform say to each other, the newest first, live. The search looks through what is loaded. */
export function Messages({ id, zone }: { id: string; zone: string | undefined }) {
  const { point: texts } = useTexts()
  const [search, setSearch] = useState('')
  const heard = useHeard(ChargePointMessagesNowDocument, { chargePointId: id }).map(
    ({ chargePointMessages }) => chargePointMessages,
  )
  return (
    <Card title={texts.messages}>
      <div className="max-w-sm">
        <Field type="search" label={texts.search} value={search} onChange={(event) => setSearch(event.target.value)} />
      </div>
      <Chunk id={id} zone={zone} after={null} heard={heard} search={search.toLowerCase()} />
    </Card>
  )
}

interface ChunkProps {
  id: string
  zone: string | undefined
  after: string | null
  heard: readonly Frame[]
  search: string
}

function Chunk({ id, zone, after, heard, search }: ChunkProps) {
  return (
    <View query={ChargePointMessagesDocument} variables={{ id, first: PAGE, after }}>
      {({ chargePoint }, again) =>
        chargePoint && (
          <Loaded
            {...{ id, zone, after, heard, search, again }}
            frames={chargePoint.messages.edges.map(({ node }) => node)}
            page={chargePoint.messages.pageInfo}
          />
        )
      }
    </View>
  )
}

function Loaded(
  props: ChunkProps & { frames: Frame[]; page: { hasNextPage: boolean; endCursor?: string | null }; again: () => void },
) {
  const { id, zone, after, heard, search, frames, page, again } = props
  const { point: texts } = useTexts()
  const [more, setMore] = useState(false)
  const broken = brokenSince.use()
  const [wasBroken, setWasBroken] = useState(false)
  // What passed while nothing was heard is not told again: it is asked for.
  useEffect(() => {
    if (broken !== null) setWasBroken(true)
    else if (wasBroken && after === null) {
      setWasBroken(false)
      again()
    }
  }, [broken, wasBroken, after, again])
  const live = new Set(heard.map((frame) => frame.id))
  const older = frames.filter((frame) => !live.has(frame.id))
  // Ids are in the order of time.
  const all = after === null ? [...heard, ...older].toSorted((one, other) => (one.id < other.id ? 1 : -1)) : older
  const fits = ({ action, text }: Frame) => search === '' || `${action} ${text}`.toLowerCase().includes(search)
  const shown = all.filter(fits)
  return (
    <>
      {after === null && shown.length === 0 && <p className="text-soft">{search === '' ? texts.noMessages : texts.noneFits}</p>}
      <ol aria-label={texts.messages} className="divide-y divide-line">
        {shown.map((frame) => (
          <Message key={frame.id} frame={frame} zone={zone} />
        ))}
      </ol>
      {page.hasNextPage &&
        (more ? (
          <Chunk id={id} zone={zone} after={page.endCursor ?? null} heard={heard} search={search} />
        ) : (
          <Button onClick={() => setMore(true)}>{texts.older}</Button>
        ))}
    </>
  )
}

/** Drawn once: else each message draws the hundreds before it anew. */
const Message = memo(function Message({ frame, zone }: { frame: Frame; zone: string | undefined }) {
  const { point: texts, messageKind } = useTexts()
  const { moment } = useFormat()
  const { word, failed } = answerOf(frame)
  return (
    <li className="py-2 text-sm">
      <details>
        <summary className="flex cursor-pointer flex-wrap items-center gap-x-3 gap-y-1">
          <span aria-hidden className="text-soft">
            ▸
          </span>
          <span className="text-soft">{moment(frame.at, zone)}</span>
          <span className="whitespace-nowrap">{frame.direction === 'IN' ? texts.fromCharger : texts.toCharger}</span>
          <strong>{frame.action ?? '–'}</strong>
          <span className="text-soft">{messageKind[frame.kind]}</span>
          {word && <Badge tone={failed ? 'danger' : 'quiet'}>{word}</Badge>}
        </summary>
        <pre className="mt-1 rounded-md bg-sunk p-2 text-xs break-all whitespace-pre-wrap">{frame.text}</pre>
      </details>
    </li>
  )
})
