export default function CoursePage() {
  return <main>Argo CD, Day by Day</main>;
}
