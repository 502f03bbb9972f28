// Types of SvelteKit's own globals. Nothing is added to them: state lives in the daemon, errors are failures of the protocol.
import '@sveltejs/kit';
