import { useState } from 'react'
import { useClient } from 'urql'
import type { Document } from '../../../sdk/document.ts'
import { change } from '../../../web/graph/change.ts'
import { AskFirst } from '../../../web/ui/ask-first.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { GrantRoleDocument, RevokeRoleDocument, type GrantRoleInput, type Role } from '../../generated/graphql.ts'
import { useTexts } from '../../texts/index.ts'
import { ROLES } from '../users/search.ts'
import type { UserShown } from './shown.ts'

/** What the user may do. A role holds from their next sign-in; one that is taken ends at once. */
export function Roles({ of, mayChange }: { of: UserShown; mayChange: boolean }) {
  const { users: texts, role: names, desk } = useTexts()
  const pages = useClient()
  const roles = of.roles ?? []
  const free = ROLES.filter((role) => !roles.includes(role))
  const [wanted, setWanted] = useState<Role>(free[0] ?? 'DRIVER')
  const chosen = free.includes(wanted) ? wanted : (free[0] ?? 'DRIVER')
  // The answer has the roles as they are then; the cache shows them.
  const set = (document: Document<unknown, { input: GrantRoleInput }>, role: Role) =>
    change(pages, document, { input: { userId: of.id, role } })
  return (
    <Card title={texts.roles}>
      <ul className="flex flex-col gap-2">
        {roles.map((role) => (
          <li key={role} className="flex flex-wrap items-center justify-between gap-3">
            <span>{names[role]}</span>
            {mayChange && (
              <AskFirst
                label={texts.takeAway}
                title={texts.takeRole(names[role])}
                yes={texts.takeAway}
                back={desk.back}
                onYes={() => set(RevokeRoleDocument, role)}
              >
                <p>{texts.takeRoleMeans}</p>
              </AskFirst>
            )}
          </li>
        ))}
      </ul>
      {mayChange && free.length > 0 && (
        <div className="flex flex-wrap items-end gap-3">
          <Choice
            label={texts.anotherRole}
            value={chosen}
            options={free.map((value) => ({ value: value, name: names[value] }))}
            onChange={setWanted}
          />
          <AskFirst
            label={texts.grant}
            title={texts.grantRole(names[chosen], of.displayName)}
            yes={texts.grant}
            back={desk.back}
            look="primary"
            onYes={() => set(GrantRoleDocument, chosen)}
          >
            <p>{texts.grantRoleMeans}</p>
          </AskFirst>
        </div>
      )}
    </Card>
  )
}
