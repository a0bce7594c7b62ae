import { useFormat } from '../../../web/i18n/format.ts'
import { useSession } from '../../../web/session/session.tsx'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { UserPageEndLoginsDocument } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import type { UserShown } from './shown.ts'

type Login = NonNullable<UserShown['logins']>['edges'][number]['node']

/** Where the user is signed in. All of it can be ended at once, for a device that was lost. */
export function Logins({ of, mayEnd, again }: { of: UserShown; mayEnd: boolean; again: () => void }) {
  const { users: texts, loginMethod, desk } = useTexts()
  const { sdk } = useSession()
  const { dayAndClock } = useFormat()
  if (!of.logins) return null
  const logins = of.logins.edges.map(({ node }) => node)
  const end = async () => {
    await sdk.execute(UserPageEndLoginsDocument, { input: { userId: of.id } })
    again()
  }
  return (
    <Card
      title={texts.logins}
      aside={
        mayEnd &&
        logins.length > 0 && (
          <AskFirst label={texts.endLogins} title={texts.endLogins} back={desk.back} onYes={end}>
            <p>{texts.endLoginsMeans}</p>
          </AskFirst>
        )
      }
    >
      {logins.length === 0 ? (
        <p className="text-soft">{texts.noLogins}</p>
      ) : (
        <Table<Login>
          label={texts.logins}
          rows={logins}
          rowKey={({ id }) => id}
          columns={[
            { name: texts.device, cell: ({ device }) => device ?? '–' },
            { name: texts.method, cell: ({ method }) => loginMethod[method] },
            { name: texts.from, cell: ({ addressBlock }) => addressBlock ?? '–' },
            { name: texts.lastUsed, cell: ({ lastUsedAt }) => dayAndClock(lastUsedAt) },
          ]}
        />
      )}
    </Card>
  )
}
