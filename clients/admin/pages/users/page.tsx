import { getRouteApi, Link } from '@tanstack/react-router'
import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { Badge } from '../../../web/ui/badge.tsx'
import { Button } from '../../../web/ui/button.tsx'
import { Choice } from '../../../web/ui/choice.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { UsersPageDocument, type Role, type UserRowFragment } from '../../generated/graphql.ts'
import { Only } from '../../only.tsx'
import { useTexts } from '../../texts/index.ts'
import { Deletions } from './deletions.tsx'
import { ROLES } from './search.ts'

const route = getRouteApi('/users')

/** Who has an account, found by the beginning of an address, a role, and whether they are blocked. */
export function UsersPage() {
  const { places, users: texts } = useTexts()
  const search = route.useSearch()
  return (
    <Only page="users">
      <PageTitle>{places.users}</PageTitle>
      <div className="flex flex-col gap-6">
        <Search key={JSON.stringify(search)} />
        <Paged
          query={UsersPageDocument}
          variables={{ email: search.email ?? null, role: search.role ?? null, blocked: search.blocked ?? null }}
          list={({ users }) => users}
        >
          {(found) => (found.length === 0 ? <Empty>{texts.none}</Empty> : <Found users={found} />)}
        </Paged>
        <Deletions />
      </div>
    </Only>
  )
}

/** What is chosen is part of the address: it can be sent to a colleague, and the way back leads to it. */
function Search() {
  const { users: texts, desk, role: roleNames } = useTexts()
  const { email, role, blocked } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        const wanted = filled(new FormData(event.currentTarget), 'email')
        void navigate({ search: (now) => ({ ...now, email: wanted ?? undefined }) as never })
      }}
      className="grid items-end gap-3 sm:grid-cols-[2fr_1fr_1fr_auto]"
    >
      <Field name="email" type="search" label={texts.email} defaultValue={email ?? ''} />
      <Choice<Role | ''>
        label={texts.role}
        value={role ?? ''}
        options={[{ value: '', name: desk.all }, ...ROLES.map((value) => ({ value, name: roleNames[value] }))]}
        onChange={(value) => void navigate({ search: (now) => ({ ...now, role: value || undefined }) as never })}
      />
      <Choice<'' | 'yes' | 'no'>
        label={texts.blocked}
        value={blocked === undefined ? '' : blocked ? 'yes' : 'no'}
        options={[
          { value: '', name: desk.all },
          { value: 'yes', name: texts.isBlocked },
          { value: 'no', name: texts.mayIn },
        ]}
        onChange={(value) =>
          void navigate({ search: (now) => ({ ...now, blocked: value === '' ? undefined : value === 'yes' }) as never })
        }
      />
      <Button type="submit" look="primary">
        {desk.apply}
      </Button>
    </form>
  )
}

function Found({ users }: { users: readonly UserRowFragment[] }) {
  const { users: texts, places, role: roleNames } = useTexts()
  const { day } = useFormat()
  return (
    <Table<UserRowFragment>
      label={places.users}
      rows={users}
      rowKey={({ id }) => id}
      columns={[
        {
          name: texts.name,
          cell: ({ id, displayName }) => (
            <Link to="/users/$id" params={{ id }} className="font-semibold text-brand underline">
              {displayName}
            </Link>
          ),
        },
        { name: texts.email, cell: ({ email }) => email ?? '–' },
        { name: texts.roles, cell: ({ roles }) => (roles ?? []).map((role) => roleNames[role]).join(', ') },
        { name: texts.since, cell: ({ createdAt }) => day(createdAt) },
        {
          name: texts.state,
          cell: ({ blockedAt }) => <Badge tone={blockedAt ? 'danger' : 'good'}>{blockedAt ? texts.isBlocked : texts.mayIn}</Badge>,
        },
      ]}
    />
  )
}
