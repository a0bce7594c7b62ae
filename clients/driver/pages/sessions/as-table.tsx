import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { SessionsAsTableDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { filterOf, type SessionsSearch } from './search.ts'
import { ZONE } from './zone.ts'

/** All that fit, also those of later pages, as a file. */
export function AsTable({ search }: { search: SessionsSearch }) {
  const { history: texts } = useTexts()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const filter = filterOf(search, ZONE)
  const download = async () => {
    const parts: string[] = []
    for (let after: string | null = null; ;) {
      const { me }: Awaited<ReturnType<typeof partOf>> = await partOf(after)
      if (!me) return
      parts.push(me.chargingSessionTable.csv)
      after = me.chargingSessionTable.next ?? null
      if (after === null) break
    }
    save(new Blob(parts, { type: 'text/csv;charset=utf-8' }), `evergraph-sessions-${search.month ?? 'all'}.csv`)
  }
  const partOf = (after: string | null) => sdk.execute(SessionsAsTableDocument, { filter, after })
  return (
    <div className="flex flex-col items-start gap-2">
      {fault && <Fault fault={fault} />}
      <Button busy={busy} onClick={() => void ask(download)}>
        {texts.csv}
      </Button>
    </div>
  )
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
