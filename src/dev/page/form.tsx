/** Forms from JSON Schema: a field for each property, and JSON where a field would not do. */
import { useId, useState } from 'preact/hooks'
import type { Answer, FieldProblem, Form, FormSchema } from '../protocol.js'
import { Json } from './json.js'
import { ProblemCard } from './problem.js'

type Schema = Exclude<FormSchema, true>

/** One form: what it takes, a button, and the answer. */
export function EntryForm({
  form,
  verb,
  submit,
}: {
  form: Form
  /** What the button says, such as `Call`. */
  verb: string
  submit: (input: unknown) => Promise<Answer>
}) {
  const [value, setValue] = useState(() => initial(form.schema, form.schema))
  const [answer, setAnswer] = useState<Answer>()
  const [isBusy, setBusy] = useState(false)
  const problems = answer?.ok === false ? (answer.fields ?? []) : []
  return (
    <form
      class="entry-form"
      noValidate
      aria-label={`${verb} ${form.name}`}
      onSubmit={(event) => {
        event.preventDefault()
        setBusy(true)
        void submit(value).then((given) => {
          setAnswer(given)
          setBusy(false)
        })
      }}
    >
      {form.description && <p class="text description">{form.description}</p>}
      <Field
        schema={form.schema}
        root={form.schema}
        name=""
        path={[]}
        value={value}
        onChange={setValue}
        problems={problems}
        isRequired
      />
      <button type="submit" class="primary" disabled={isBusy}>
        {verb} {form.name}
      </button>
      <div role="status">
        {answer?.ok === true && (
          <p class="done">
            Done
            {answer.output !== undefined && (
              <>
                : <Json value={answer.output} />
              </>
            )}
          </p>
        )}
        {answer?.ok === false && <ProblemCard problem={answer.problem} />}
      </div>
    </form>
  )
}

interface FieldProps {
  readonly schema: FormSchema
  /** Where `$ref` leads from. */
  readonly root: FormSchema
  /** `''` for the root, which has no label. */
  readonly name: string
  readonly path: readonly (string | number)[]
  readonly value: unknown
  readonly onChange: (value: unknown) => void
  readonly problems: readonly FieldProblem[]
  readonly isRequired: boolean
}

function Field(props: FieldProps) {
  const { root, name, path, value, onChange, problems, isRequired } = props
  const schema = resolve(props.schema, root)
  const id = useId()
  const own = problems.filter((problem) => samePath(problem.path, path))
  const describedBy = [
    schema.description && name !== '' ? `${id}-description` : '',
    own.length > 0 ? `${id}-problem` : '',
  ].filter(Boolean)
  const control = {
    id,
    'aria-invalid': own.length > 0,
    'aria-describedby': describedBy.join(' ') || undefined,
    'aria-required': isRequired,
  }
  if (schema.properties && isOnly(schema, 'object')) {
    const isThere = value !== undefined
    return (
      <fieldset class={name === '' ? 'root' : ''} {...(own.length > 0 && control)}>
        {name !== '' && (
          <legend>
            {isRequired ? (
              name
            ) : (
              <label class="inline">
                <input
                  type="checkbox"
                  checked={isThere}
                  onChange={() => onChange(isThere ? undefined : initial(schema, root))}
                />
                {name}
              </label>
            )}
          </legend>
        )}
        <Notes id={id} schema={name === '' ? {} : schema} problems={own} />
        {isThere &&
          Object.entries(schema.properties).map(([key, property]) => (
            <Field
              key={key}
              schema={property}
              root={root}
              name={key}
              path={[...path, key]}
              value={(Object(value) as Record<string, unknown>)[key]}
              onChange={(changed) => onChange(replaced(value, key, changed))}
              problems={problems}
              isRequired={schema.required?.includes(key) ?? false}
            />
          ))}
      </fieldset>
    )
  }
  return (
    <div class="field">
      {name !== '' && (
        <label for={id}>
          {name}
          {isRequired ? <span aria-hidden="true"> *</span> : ' (optional)'}
        </label>
      )}
      <Control schema={schema} value={value} onChange={onChange} control={control} name={name} />
      <Notes id={id} schema={schema} problems={own} />
    </div>
  )
}

function Notes({
  id,
  schema,
  problems,
}: {
  id: string
  schema: Schema
  problems: readonly FieldProblem[]
}) {
  return (
    <>
      {schema.description && (
        <p id={`${id}-description`} class="text description">
          {schema.description}
        </p>
      )}
      {problems.length > 0 && (
        <p id={`${id}-problem`} class="invalid">
          {problems.map(({ message }) => message).join('; ')}
        </p>
      )}
    </>
  )
}

function Control({
  schema,
  value,
  onChange,
  control,
  name,
}: {
  schema: Schema
  value: unknown
  onChange: (value: unknown) => void
  control: { readonly id: string }
  name: string
}) {
  const choices = choicesOf(schema)
  if (choices) {
    return (
      <select
        {...control}
        value={value === undefined ? '' : JSON.stringify(value)}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === '' ? undefined : JSON.parse(currentTarget.value))
        }
      >
        <option value="">—</option>
        {choices.map((choice) => (
          <option key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
            {String(choice)}
          </option>
        ))}
      </select>
    )
  }
  if (isOnly(schema, 'boolean')) {
    return (
      <select
        {...control}
        value={value === undefined ? '' : String(value)}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === '' ? undefined : currentTarget.value === 'true')
        }
      >
        <option value="">—</option>
        <option>true</option>
        <option>false</option>
      </select>
    )
  }
  if (isOnly(schema, 'string')) {
    return (
      <input
        {...control}
        type="text"
        placeholder={placeholderOf(schema)}
        value={typeof value === 'string' ? value : ''}
        // An empty field is no value, as one would leave it out in code.
        onInput={({ currentTarget }) => onChange(currentTarget.value || undefined)}
      />
    )
  }
  if (isOnly(schema, 'number') || isOnly(schema, 'integer')) {
    return (
      <input
        {...control}
        type="number"
        step="any"
        placeholder={placeholderOf(schema)}
        value={typeof value === 'number' ? value : ''}
        onInput={({ currentTarget }) =>
          onChange(currentTarget.value === '' ? undefined : currentTarget.valueAsNumber)
        }
      />
    )
  }
  return <JsonControl value={value} onChange={onChange} control={control} name={name} />
}

/** For what has no field of its own: lists, records, unions. */
function JsonControl({
  value,
  onChange,
  control,
  name,
}: {
  value: unknown
  onChange: (value: unknown) => void
  control: { readonly id: string }
  name: string
}) {
  const [text, setText] = useState(value === undefined ? '' : JSON.stringify(value, null, 2))
  const [problem, setProblem] = useState<string>()
  return (
    <>
      <textarea
        {...control}
        rows={Math.min(8, Math.max(2, text.split('\n').length))}
        class="code"
        placeholder="JSON"
        spellcheck={false}
        aria-label={name === '' ? 'Value as JSON' : undefined}
        value={text}
        onInput={({ currentTarget }) => {
          setText(currentTarget.value)
          try {
            onChange(
              currentTarget.value.trim() === '' ? undefined : JSON.parse(currentTarget.value),
            )
            setProblem(undefined)
          } catch (error) {
            setProblem((error as Error).message)
          }
        }}
      />
      {problem && <p class="invalid">Not JSON yet: {problem}</p>}
    </>
  )
}

/** The schema that a reference leads to; one that leads nowhere takes anything. */
function resolve(schema: FormSchema, root: FormSchema): Schema {
  if (schema === true) return {}
  const [, name] = /^#\/\$defs\/(.*)$/.exec(schema.$ref ?? '') ?? []
  if (name === undefined || root === true) return schema
  const target = root.$defs?.[decodeURIComponent(name).replaceAll('~1', '/').replaceAll('~0', '~')]
  return target === undefined || target === true ? {} : { ...target, ...schema, $ref: '' }
}

function isOnly({ type }: Schema, wanted: string): boolean {
  return type === wanted
}

/** The values that one may choose from, if there are but few. */
function choicesOf({ enum: values, anyOf, const: only }: Schema): readonly unknown[] | undefined {
  if (values) return values
  if (only !== undefined) return [only]
  const all = anyOf?.map((member) => (member === true ? undefined : member.const))
  return all && all.length > 0 && all.every((value) => value !== undefined) ? all : undefined
}

function placeholderOf({ default: value }: Schema): string | undefined {
  return value === undefined ? undefined : `${String(value)} (default)`
}

/** What a form starts with: the objects that have to be there, and no values. */
function initial(schema: FormSchema, root: FormSchema): unknown {
  const { type, properties, required = [] } = resolve(schema, root)
  if (type !== 'object' || !properties) return undefined
  const entries = Object.entries(properties).flatMap(([key, property]) => {
    const value = required.includes(key) ? initial(property, root) : undefined
    return value === undefined ? [] : [[key, value] as const]
  })
  return Object.fromEntries(entries)
}

/** A copy with another value for a key; `undefined` takes the key away. */
function replaced(value: unknown, key: string, changed: unknown): object {
  const entries = Object.entries(Object(value)).filter(([name]) => name !== key)
  return Object.fromEntries(changed === undefined ? entries : [...entries, [key, changed]])
}

function samePath(a: readonly (string | number)[], b: readonly (string | number)[]): boolean {
  return a.length === b.length && a.every((key, index) => String(key) === String(b[index]))
}
