import { Checkbox } from '@fluentui/react-components';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useRead, useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';

const givenRoles = ['specialist', 'owner'] as const;
type GivenRole = (typeof givenRoles)[number];

/** For the programme owner: the roles the programme gives, each saved as it is ticked, with the way back. */
export function PersonRoles({ personId, name }: { personId: string; name: string }) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const params = { personId };
  const { data } = useRead('GET /api/people/{personId}/roles', { params });
  const refreshes = ['GET /api/people/{personId}/roles'] as const;
  const give = useWrite('PUT /api/people/{personId}/roles', { refreshes });
  const choose = useWrite('PUT /api/leadership/leaders/{personId}', { refreshes });
  if (!data) return null;
  const telling = (undo?: () => void) => ({
    onSuccess: () =>
      toast({
        text: say(undo ? 'roles.saved' : 'saved.undone', { name }),
        ...(undo && { action: { label: say('undo'), run: undo } }),
      }),
    onError: (error: Error) => toast({ text: errorTitle(error, say) }),
  });
  const save = (roles: GivenRole[], undo?: GivenRole[]) =>
    give.mutate({ params, body: { roles } }, telling(undo && (() => save(undo))));
  const lead = (leads: boolean, canUndo = false) =>
    choose.mutate(
      { params, body: { choice: leads ? 'in' : 'out' } },
      telling(canUndo ? () => lead(!leads) : undefined),
    );
  const toggle = (role: GivenRole, checked: boolean) =>
    save(checked ? [...data.roles, role] : data.roles.filter((given) => given !== role), data.roles);
  return (
    <section className={surface.stack}>
      <Heading>{say('roles.title')}</Heading>
      <div>
        <Checkbox
          label={say('roles.leader')}
          checked={data.isLeader}
          disabled={choose.isPending}
          onChange={(_, { checked }) => lead(checked === true, true)}
        />
        {givenRoles.map((role) => (
          <Checkbox
            key={role}
            label={say(`roles.${role}`)}
            checked={data.roles.includes(role)}
            disabled={give.isPending}
            onChange={(_, { checked }) => toggle(role, checked === true)}
          />
        ))}
      </div>
    </section>
  );
}
