import { useEffect, useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { useProof } from '../../../web/session/use-proof.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { RequestPersonExportDocument, type PersonExportFieldsFragment } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { downloadCopy, saveAs } from './download.ts'

/** How often is looked whether the copy is ready: there is no stream of it. */
const LOOK_MS = 2_000

/** All that the platform has of its reader, gathered and downloaded. */
export function Copy({ copy, again }: { copy: PersonExportFieldsFragment | null; again: () => void }) {
  const { privacy: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const { prove, field } = useProof()
  const isGathering = copy !== null && copy.readyAt === null
  useEffect(() => {
    if (!isGathering) return undefined
    const looking = setInterval(again, LOOK_MS)
    return () => clearInterval(looking)
  })
  const request = async () => {
    await prove((password) => sdk.execute(RequestPersonExportDocument, { input: { password } }))
    again()
  }
  return (
    <Card title={texts.copy}>
      <p className="text-sm text-soft">{texts.copyHint}</p>
      {fault && <Fault fault={fault} />}
      {isGathering && (
        <div role="status">
          <p>{texts.gathering}</p>
          <p className="text-sm text-soft">{texts.waitingFor(copy.waitingFor.length)}</p>
        </div>
      )}
      {copy !== null && !isGathering && <Ready copy={copy} />}
      {copy === null && (
        <>
          {field}
          <Button className="self-start" busy={busy} onClick={() => void ask(request)}>
            {texts.request}
          </Button>
        </>
      )}
    </Card>
  )
}

function Ready({ copy }: { copy: PersonExportFieldsFragment }) {
  const { privacy: texts } = useTexts()
  const { megabytes, day, percent } = useFormat()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const { prove, field } = useProof()
  const [share, setShare] = useState(0)
  const download = async () => {
    const bytes = await prove((password) => downloadCopy(sdk, { exportId: copy.id, password }, setShare))
    saveAs(bytes, `evergraph-${copy.requestedAt.slice(0, 10)}.zip`)
  }
  return (
    <>
      <p>{texts.ready(megabytes(copy.bytes ?? 0), day(copy.expiresAt))}</p>
      {copy.missing && copy.missing.length > 0 && <p className="text-sm text-soft">{texts.missing(copy.missing.join(', '))}</p>}
      {fault && <Fault fault={fault} />}
      {field}
      {busy && (
        <progress value={share} aria-label={texts.downloading(percent(Math.round(share * 100)))} className="w-full accent-brand" />
      )}
      <Button className="self-start" look="primary" busy={busy} onClick={() => void ask(download)}>
        {texts.download}
      </Button>
    </>
  )
}
