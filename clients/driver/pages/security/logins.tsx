import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { useAsking } from '../../../web/session/use-asking.ts'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Fault } from '../../../web/ui/fault.tsx'
import { EndLoginDocument, EndLoginsDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { Part } from './me.ts'

type Login = NonNullable<Part['me']['logins']>['edges'][number]['node']

/** Where one is signed in. */
export function Logins({ me, again }: Part) {
  const { account: texts } = useTexts()
  const { sdk } = useSession()
  const logins = me.logins?.edges.map(({ node }) => node) ?? []
  const endOthers = async () => {
    await sdk.execute(EndLoginsDocument, { input: {} })
    again()
  }
  return (
    <Card title={texts.logins}>
      <ul className="flex flex-col divide-y divide-line">
        {logins.map((login) => (
          <li key={login.id} className="flex flex-wrap items-center justify-between gap-3 py-3">
            <OneLogin login={login} again={again} />
          </li>
        ))}
      </ul>
      {logins.length > 1 && (
        <div>
          <AskFirst label={texts.endOthers} title={texts.endOthersSure} back={texts.keep} onYes={endOthers} />
        </div>
      )}
    </Card>
  )
}

function OneLogin({ login, again }: { login: Login; again: () => void }) {
  const { account: texts } = useTexts()
  const { dayAndClock } = useFormat()
  const { sdk } = useSession()
  const { fault, busy, ask } = useAsking()
  const end = async () => {
    await sdk.execute(EndLoginDocument, { input: { loginId: login.id } })
    again()
  }
  return (
    <>
      <span className="min-w-0">
        <span className="block font-semibold break-words">{login.device ?? texts.unknownDevice}</span>
        <span className="block text-sm text-soft">
          {[texts.method[login.method], login.addressBlock, texts.lastUsed(dayAndClock(login.lastUsedAt))]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {login.current ? (
        <Badge tone="good">{texts.thisOne}</Badge>
      ) : (
        <Button busy={busy} onClick={() => void ask(end)}>
          {texts.end}
        </Button>
      )}
      {fault && <Fault fault={fault} />}
    </>
  )
}
