import { getRouteApi, Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { View, useLive } from '../../../web/graph/view.tsx'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { NotFound } from '../../../web/shell/not-found.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { LiveBadge } from '../../../web/ui/live-badge.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import {
  BulkCommandUpdatedDocument,
  BulkPageDocument,
  CancelBulkCommandDocument,
  PauseBulkCommandDocument,
  ResumeBulkCommandDocument,
  type BulkFragment,
  type BulkPageQuery,
} from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ForOperators } from '../for-operators.tsx'
import { Results } from './results.tsx'
import { BULK_TONES, COMMAND_TONES } from './shown.ts'

const route = getRouteApi('/bulk/$id')

export function BulkPage() {
  const { id } = route.useParams()
  return (
    <ForOperators>
      <View query={BulkPageDocument} variables={{ id }}>
        {({ bulkCommand }) => (bulkCommand ? <Bulk key={id} bulk={bulkCommand} /> : <NotFound />)}
      </View>
    </ForOperators>
  )
}

/** Results are looked at anew no more often than this, however fast chargers answer. */
const LOOK_MS = 1_000

type Shown = NonNullable<BulkPageQuery['bulkCommand']>

function Bulk({ bulk }: { bulk: Shown }) {
  const { fleet: texts, commandKind, commandState } = useTexts()
  const { dayAndClock } = useFormat()
  const again = useRef<() => void>(undefined)
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined)
  useLive(BulkCommandUpdatedDocument, { bulkCommandId: bulk.id }, false, () => {
    waiting.current ??= setTimeout(() => {
      waiting.current = undefined
      again.current?.()
    }, LOOK_MS)
  })
  useEffect(() => () => clearTimeout(waiting.current), [])
  const { state, doneCount, chargerCount, message } = bulk
  const goesOn = state === 'RUNNING' || state === 'PAUSED'
  return (
    <>
      <Link to="/bulk" className="text-brand underline">
        {texts.bulks}
      </Link>
      <PageTitle aside={goesOn && <LiveBadge />}>{`${commandKind[bulk.kind]}: ${texts.chargers(chargerCount)}`}</PageTitle>
      <div className="flex flex-col gap-4">
        <Card>
          <div className="flex flex-wrap items-center gap-3">
            <Badge tone={BULK_TONES[state]}>{texts.states[state]}</Badge>
            <span className="text-sm text-soft">{dayAndClock(bulk.requestedAt)}</span>
          </div>
          {state === 'PAUSED' && message && <Notice tone="warn" title={message} />}
          <label className="flex flex-col gap-1">
            {texts.progress(doneCount, chargerCount)}
            <progress max={Math.max(1, chargerCount)} value={doneCount} className="h-3 w-full accent-brand" />
          </label>
          <ul aria-label={texts.counts} className="flex flex-wrap gap-3">
            {bulk.counts
              .filter(({ count }) => count > 0)
              .map((each) => (
                <li key={each.state}>
                  <Badge tone={COMMAND_TONES[each.state]}>{`${commandState[each.state]}: ${each.count}`}</Badge>
                </li>
              ))}
          </ul>
          {bulk.like?.chargePoint && (
            <p className="flex flex-wrap items-center gap-3">
              {texts.first}
              <Link to="/points/$id" params={{ id: bulk.like.chargePoint.id }} className="font-semibold text-brand underline">
                {bulk.like.chargePoint.identity}
              </Link>
            </p>
          )}
          {goesOn && <Steer bulk={bulk} />}
        </Card>
        <Results id={bulk.id} again={again} />
      </div>
    </>
  )
}

function Steer({ bulk: { id, state } }: { bulk: BulkFragment }) {
  const { fleet: texts, form } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const input = { bulkCommandId: id }
  return (
    <>
      {fault && <Fault fault={fault} />}
      <div className="flex flex-wrap gap-3">
        {state === 'RUNNING' ? (
          <Button busy={busy} onClick={() => void ask(() => sdk.execute(PauseBulkCommandDocument, { input }))}>
            {texts.pause}
          </Button>
        ) : (
          <Button busy={busy} onClick={() => void ask(() => sdk.execute(ResumeBulkCommandDocument, { input }))}>
            {texts.resume}
          </Button>
        )}
        <AskFirst
          label={texts.callOff}
          title={texts.callOff}
          back={form.back}
          onYes={() => sdk.execute(CancelBulkCommandDocument, { input })}
        >
          <p>{texts.callOffAsks}</p>
        </AskFirst>
      </div>
    </>
  )
}
