import { getRouteApi, Link } from '@tanstack/react-router'
import { useFormat } from '../../../web/i18n/format.ts'
import { Paged } from '../../desk/paged.tsx'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import { Field } from '../../../web/ui/field.tsx'
import { filled } from '../../../web/ui/filled.ts'
import { PageTitle } from '../../../web/ui/page-title.tsx'
import { Table } from '../../../web/ui/table.tsx'
import { AuditPageDocument, type AuditPageQuery } from '../../generated/graphql.ts'
import { Only } from '../../only.tsx'
import { useTexts } from '../../texts/index.ts'

const route = getRouteApi('/audit')

type Entry = AuditPageQuery['accountAudit']['edges'][number]['node']

/** Who did what to accounts, and when; nobody changes it. */
export function AuditPage() {
  const { places, audit: texts } = useTexts()
  const search = route.useSearch()
  return (
    <Only page="audit">
      <PageTitle>{places.audit}</PageTitle>
      <div className="flex flex-col gap-4">
        <p className="text-soft">{texts.what}</p>
        <Filter key={JSON.stringify(search)} />
        <Paged
          query={AuditPageDocument}
          variables={{
            subjectId: search.subjectId ?? null,
            actorId: search.actorId ?? null,
            action: search.action ?? null,
          }}
          list={({ accountAudit }) => accountAudit}
        >
          {(entries) => (entries.length === 0 ? <Empty>{texts.none}</Empty> : <Entries entries={entries} />)}
        </Paged>
      </div>
    </Only>
  )
}

function Filter() {
  const { audit: texts, desk } = useTexts()
  const { subjectId, actorId, action } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        const form = new FormData(event.currentTarget)
        const wanted = ['subjectId', 'actorId', 'action'].map((name) => [name, filled(form, name) ?? undefined])
        void navigate({ search: Object.fromEntries(wanted) as never })
      }}
      className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_1fr_auto_auto]"
    >
      <Field name="action" label={texts.action} hint={texts.actionHint} defaultValue={action ?? ''} />
      <Field name="actorId" label={texts.actor} hint={texts.idHint} defaultValue={actorId ?? ''} />
      <Field name="subjectId" label={texts.subject} hint={texts.idHint} defaultValue={subjectId ?? ''} />
      <Button type="submit" look="primary" className="sm:mb-6">
        {desk.apply}
      </Button>
      <Link to="/audit" className={`${buttonClass()} sm:mb-6`}>
        {desk.all}
      </Link>
    </form>
  )
}

function Entries({ entries }: { entries: readonly Entry[] }) {
  const { audit: texts, places } = useTexts()
  const { moment } = useFormat()
  return (
    <Table<Entry>
      label={places.audit}
      rows={entries}
      rowKey={({ id }) => id}
      columns={[
        { name: texts.at, cell: ({ at }) => moment(at) },
        {
          name: texts.action,
          cell: ({ action }) => (
            <Link to="/audit" search={{ action }} className="text-brand underline">
              {action}
            </Link>
          ),
        },
        {
          name: texts.actor,
          cell: ({ actor }) =>
            actor ? (
              <Link to="/audit" search={{ actorId: actor.id }} className="text-brand underline">
                {actor.displayName}
              </Link>
            ) : (
              texts.platform
            ),
        },
        {
          name: texts.subject,
          cell: ({ subjectId }) => (
            <Link to="/audit" search={{ subjectId }} className="text-brand underline">
              <code>{subjectId}</code>
            </Link>
          ),
        },
        { name: texts.detail, cell: ({ detail }) => (detail === '{}' ? '–' : <code>{detail}</code>) },
      ]}
    />
  )
}
