import type { Meeting } from '../meetings/meeting';

/** Buttons that call the control API; the page knows no more than the command line does. */
export function meetingPage(meeting: Meeting, role: 'host' | 'participant'): string {
  const state = meeting.running ? 'running' : 'not running';
  const buttons =
    role === 'host'
      ? '<button data-step="start">Start</button> <button data-step="end">End for all</button>'
      : '<label>Your name <input id="name" value="Ada"></label> <button data-step="join">Join</button> <button data-step="leave">Leave</button>';
  return page(
    meeting.topic,
    `<p>Simulated Zoom meeting ${meeting.id}, <span id="state">${state}</span>.</p>
    <p>${buttons}</p>
    <p id="outcome" role="status"></p>
    <script>
      for (const button of document.querySelectorAll('button')) {
        button.onclick = async () => {
          const step = button.dataset.step;
          const name = document.getElementById('name')?.value;
          const response = await fetch('/_simulator/meetings/${meeting.id}/' + step, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(name ? { name } : {}),
          });
          const text = await response.text();
          document.getElementById('outcome').textContent = response.ok
            ? step + ': done'
            : JSON.parse(text).error;
        };
      }
    </script>`
  );
}

export function missingPage(): string {
  return page('No such meeting', '<p>The link is wrong, or the meeting is gone.</p>');
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>
  <body style="font-family: sans-serif; max-width: 40rem; margin: 3rem auto">
    <h1>${escapeHtml(title)}</h1>
    ${body}
  </body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
